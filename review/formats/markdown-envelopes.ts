import { code, folded, htmlText, table, text } from "../../policy/formats/markdown-text.ts";
import { linkLife } from "../change/recipients.ts";
import type { ReviewedDocument, ReviewedEnvelope, ReviewedRecipient, TaggedPage } from "../review.ts";
import { cutAround } from "./cut-around.ts";
import { reportPicture } from "./report-picture.ts";
import { actionOf, counted, dayOf } from "./review-words.ts";
import { signOrderDiagram } from "./sign-order-diagram.ts";

/** What of an envelope is told, and how much. */
export interface EnvelopeDetail {
  pictures: boolean;
  /** Of a document's word diff. */
  diffCharacters: number;
  diagrams: boolean;
  /** Of changed fields. */
  changes: number;
  /** Whether documents and recipients are listed. */
  lists: boolean;
  /** Whether anything is told beside the table. */
  isTold: boolean;
  /** Of the table. */
  tableCharacters: number;
}

/** Where the picture of a page with its tags is; undefined: there is none. */
export type PictureUrl = (
  envelope: ReviewedEnvelope,
  document: ReviewedDocument,
  page: TaggedPage,
) => string | undefined;

/** Envelopes × action × signers × order × assurance × life of links. */
export function envelopesTable(envelopes: readonly ReviewedEnvelope[], maxCharacters: number): string {
  const head = ["envelope", "what happens", "signers", "order", "assurance", "links live"];
  const rows = envelopes.map((envelope) => {
    const signers = envelope.recipients.filter(({ type }) => type === "SIGNER");
    const copies = envelope.recipients.length - signers.length;
    return [
      code(envelope.resource),
      `**${actionOf(envelope)}**${envelope.unknown.length > 0 ? " (partly unknown)" : ""}`,
      `${signers.length}${copies > 0 ? ` + ${counted(copies, "copy", "copies")}` : ""}`,
      orderText(envelope),
      distinct(signers.map(({ assurance }) => text(assurance))),
      distinct(signers.map(linkText)),
    ];
  });
  return table(head, rows, maxCharacters);
}

/** `Partner → Company, Guarantor` */
function orderText({ signOrder }: ReviewedEnvelope): string {
  const shown = signOrder.map((keys) =>
    keys.length > 4 ? `${keys.length} together` : keys.map(text).join(", "),
  );
  return shown.length > 6 ? `${shown.slice(0, 5).join(" → ")} → … ${shown.length} groups` : shown.join(" → ");
}

function linkText(recipient: ReviewedRecipient): string {
  const { linkExpiresAt } = recipient;
  return linkExpiresAt ? `until ${dayOf(linkExpiresAt)}` : linkLife(recipient);
}

function distinct(texts: readonly string[]): string {
  const all = [...new Set(texts.filter(Boolean))];
  return all.length > 4 ? `${all.slice(0, 3).join("; ")}; … ${all.length} kinds` : all.join("; ");
}

/** All about one envelope, folded; empty where nothing is left to tell. */
export function envelopeDetails(
  envelope: ReviewedEnvelope,
  detail: EnvelopeDetail,
  pictureUrl: PictureUrl | undefined,
): string {
  const { issues, unknown, sent, message, signOrder } = envelope;
  if (!detail.isTold) return "";
  const isOrdered = signOrder.length > 1 || (signOrder[0]?.length ?? 0) > 1;
  const parts = [
    ...(issues.length > 0 ? [list("Refused", issues)] : []),
    ...(unknown.length > 0
      ? [
          `Known only when the program runs, so it cannot be approved beforehand: ${short(unknown).map(code).join(", ")}.`,
        ]
      : []),
    ...(sent
      ? [
          `Sent ${sent.at ? `on ${dayOf(sent.at)} ` : ""}as ${code(sent.envelopeId)}: ${sent.status}, ` +
            `${counted(sent.signatures, "signature")}.`,
        ]
      : []),
    ...(detail.lists ? listsOf(envelope, message) : []),
    ...(detail.diagrams && isOrdered ? [`\`\`\`mermaid\n${signOrderDiagram(envelope)}\n\`\`\``] : []),
    ...changesOf(envelope, detail.changes),
    ...envelope.documents.flatMap((document) => diffOf(document, detail.diffCharacters)),
    ...(detail.pictures && pictureUrl ? picturesOf(envelope, pictureUrl) : []),
  ];
  if (parts.length === 0) return "";
  const summary = `<b>${htmlText(envelope.resource)}</b>: ${htmlText(envelope.name)} (${actionOf(envelope)})`;
  return folded(summary, parts.join("\n\n"));
}

const short = (items: readonly string[], most = 20): string[] =>
  items.length > most ? [...items.slice(0, most), `… and ${items.length - most} more`] : [...items];

const list = (title: string, items: readonly string[]): string =>
  [`**${title}**`, "", ...short(items).map((item) => `- ${text(item)}`)].join("\n");

function listsOf({ documents, recipients }: ReviewedEnvelope, message: string | undefined): string[] {
  const people = recipients.map((one) => [
    code(one.key),
    text([one.name, one.email, one.phone].filter((part) => part && part !== "***").join(", ")),
    one.type === "CC" ? "copy" : String(one.signGroup ?? 1),
    text(one.assurance),
    text(
      [
        ...Object.entries(one.tags).map(([type, count]) => (count === 1 ? type : `${count} × ${type}`)),
        ...(one.witness ? ["with a witness"] : []),
      ].join(", "),
    ),
  ]);
  return [
    ...(message === undefined ? [] : [`Message: ${text(message)}`]),
    ...(documents.length > 0 ? [documents.map((document) => `- ${documentText(document)}`).join("\n")] : []),
    ...(people.length > 0
      ? [table(["recipient", "who", "group", "assurance", "fills in"], people, 8_000)]
      : []),
  ];
}

/** `nda.pdf`, 2 pages, 705 bytes, SHA-256 … */
function documentText({ name, path, kind, pages, bytes, sha256 }: ReviewedDocument): string {
  const facts = [
    ...(path.split("/").at(-1) === name ? [] : [`from ${code(path)}`]),
    ...(pages === undefined ? [] : [counted(pages, "page")]),
    ...(bytes === undefined ? [] : [counted(bytes, "byte")]),
    ...(sha256 === undefined ? [] : [`SHA-256 ${code(sha256.slice(0, 12))}`]),
    ...(kind === "docx" || kind === "doc" ? ["a Word file: there are no page pictures"] : []),
  ];
  return [code(name), ...facts].join(", ");
}

function changesOf({ changes }: ReviewedEnvelope, most: number): string[] {
  if (changes.length === 0 || most === 0) return [];
  const rows = changes
    .slice(0, most)
    .map(({ path, before, after }) => [
      code(path),
      ...cutAround(before, after, 400).map((value = "") => text(value)),
    ]);
  const more = changes.length > most ? [`… and ${changes.length - most} more changed fields.`] : [];
  return [[table(["changed", "before", "now"], rows, 12_000), ...more].join("\n\n")];
}

function diffOf({ name, text: change }: ReviewedDocument, maxCharacters: number): string[] {
  if (!change || maxCharacters === 0) return [];
  if (!change.available) return [`Text of ${code(name)}: not available, ${text(change.why)}.`];
  const { removed, added, runs } = change;
  const head = `Text of ${code(name)}: ${counted(removed, "word")} removed, ${counted(added, "word")} added.`;
  let room = maxCharacters;
  const marked = [];
  for (const { kind, text: words } of runs) {
    const written = text(words);
    room -= written.length + 12;
    if (room < 0) {
      marked.push("… (more in the full report)");
      break;
    }
    marked.push(kind === "same" ? written : `<${tags[kind]}>${written}</${tags[kind]}>`);
  }
  return [head, ...(marked.length > 0 ? [`> ${marked.join(" ")}`] : [])];
}

const tags = { removed: "del", added: "ins" } as const;

function picturesOf(envelope: ReviewedEnvelope, pictureUrl: PictureUrl): string[] {
  return envelope.documents.flatMap((document) =>
    document.tagged.flatMap((page) => {
      const url = pictureUrl(envelope, document, page);
      if (url === undefined) return [];
      const moved = page.before ? ", with where tags were before" : "";
      return [
        `${code(document.name)}, page ${page.pageNumber}${moved}:\n\n${reportPicture(`page ${page.pageNumber}`, url)}`,
      ];
    }),
  );
}
