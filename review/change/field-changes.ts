import { inDays } from "../../policy/link-life.ts";
import type { PolicyRecipient } from "../../policy/subject.ts";
import type { EnvelopeSettings } from "../../schema/envelope-inputs.ts";
import { formatPath, type Path } from "../../schema/issue.ts";
import { type Declaration, isObject } from "../../schema/wire-options.ts";
import type { FieldChange } from "../review.ts";
import type { DocumentSource } from "../review-source.ts";
import { pairedDocuments } from "./paired-documents.ts";
import { shown, textOf } from "./shown.ts";
import { tagChanges } from "./tag-changes.ts";
import type { WrittenDocument, WrittenEnvelope } from "./written-envelope.ts";

/** One state of an envelope's declaration. */
export interface DeclaredState {
  declared: Declaration;
  written: WrittenEnvelope;
}

const settings: readonly (keyof EnvelopeSettings)[] = [
  "onDelete",
  "supersedes",
  "adopt",
  "duplicateOf",
  "sealed",
  "account",
  "acceptTimeoutSeconds",
];

/**
 * What differs between two states of a declaration, in the order of a program: all friendly forms are written out first,
 * so that another spelling of the same is no change. Recipients are paired by key.
 *
 * @param documents what was found in documents, by SHA-256: tags are then told in points
 */
export function fieldChanges(
  now: DeclaredState,
  before: DeclaredState,
  documents: ReadonlyMap<string, DocumentSource>,
): FieldChange[] {
  const { recipients: _, ...envelope } = now.written.envelope;
  const { recipients: __, ...earlier } = before.written.envelope;
  return [
    ...leafChanges(envelope, earlier, []).map((change) => inProgram(change, now.declared)),
    ...settings.flatMap((name) => leafChanges(now.declared[name], before.declared[name], [name])),
    ...documentChanges(now.written.documents, before.written.documents),
    ...recipientChanges(now.written, before.written, documents),
  ];
}

/** The message as the program declares it. */
const inProgram = (change: FieldChange, { message }: Declaration): FieldChange =>
  message !== undefined && change.path === "emails.invitation.body.message"
    ? { ...change, path: "message" }
    : change;

/** Every value that differs, by where it is; lists of plain values are one value. */
function leafChanges(now: unknown, before: unknown, path: Path): FieldChange[] {
  if (JSON.stringify(now) === JSON.stringify(before)) return [];
  if (isObject(now) || isObject(before)) {
    const [one, other] = [now, before].map((value) => (isObject(value) ? value : {})) as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const plain = [now, before].filter((value) => value !== undefined && !isObject(value));
    if (plain.length === 0)
      return [...names].flatMap((name) => leafChanges(one[name], other[name], [...path, name]));
  }
  return [changed(path, valueText(now, path), valueText(before, path))];
}

/** A value for people: a link's life in days. */
const valueText = (value: unknown, path: Path): string | undefined =>
  path.at(-1) === "activeForSeconds" && typeof value === "number" ? inDays(value) : shown(value);

const changed = (path: Path, after: string | undefined, before: string | undefined): FieldChange => ({
  path: formatPath(path),
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

function documentChanges(now: readonly WrittenDocument[], before: readonly WrittenDocument[]): FieldChange[] {
  const { pairs, gone } = pairedDocuments(now, before);
  return [
    ...pairs.flatMap(({ document, old }, index) => {
      const [after, earlier] = [documentText(document), old && documentText(old)];
      return after === earlier ? [] : [changed(["documents", index], after, earlier)];
    }),
    ...gone.map((old) => changed(["documents", before.indexOf(old)], undefined, documentText(old))),
  ];
}

/** `nda.pdf (2 pages, 12,345 bytes, SHA-256 3f9a1b…)` */
function documentText({ document: { pages, bytes, sha256 }, name }: WrittenDocument): string {
  const facts = [
    ...(typeof pages === "number" ? [pages === 1 ? "1 page" : `${pages} pages`] : []),
    ...(typeof bytes === "number" ? [`${bytes.toLocaleString("en")} bytes`] : []),
    ...(typeof sha256 === "string" ? [`SHA-256 ${sha256.slice(0, 12)}…`] : []),
  ];
  return facts.length > 0 ? `${name} (${facts.join(", ")})` : name;
}

function recipientChanges(
  now: WrittenEnvelope,
  before: WrittenEnvelope,
  documents: ReadonlyMap<string, DocumentSource>,
): FieldChange[] {
  const earlier = new Map(before.recipients.map((one) => [textOf(one.recipient.key), one]));
  const changes = now.recipients.flatMap(({ recipient, index }): FieldChange[] => {
    const old = earlier.get(textOf(recipient.key))?.recipient;
    earlier.delete(textOf(recipient.key));
    const path = ["recipients", index];
    if (!old) return [changed(path, recipientText(recipient), undefined)];
    const places = { now: placesIn(now, documents), before: placesIn(before, documents) };
    return [
      ...leafChanges(withoutTags(recipient), withoutTags(old), path),
      ...tagChanges(recipient, old, path, places),
    ];
  });
  const gone = [...earlier.values()].map(({ recipient, index }) =>
    changed(["recipients", index], undefined, recipientText(recipient)),
  );
  return [...changes, ...gone];
}

function withoutTags({ key: _, tags: __, witness, ...rest }: PolicyRecipient): object {
  const { tags: ___, ...withWitness } = Object(witness);
  return { ...rest, ...(witness !== undefined && { witness: withWitness }) };
}

/** `Pat Example <pat@example.com>, signs in group 1` */
function recipientText({ name, email, type, signGroup = 1 }: PolicyRecipient): string {
  const part = type === "CC" ? "gets a copy" : `signs in group ${textOf(signGroup)}`;
  return `${textOf(name)} <${textOf(email)}>, ${part}`;
}

/** Pages of documents by the name that signers see. */
const placesIn = (
  { documents: written }: WrittenEnvelope,
  documents: ReadonlyMap<string, DocumentSource>,
): Map<string, DocumentSource["pages"]> =>
  new Map(written.map(({ name, document: { sha256 = "" } }) => [name, documents.get(sha256)?.pages]));
