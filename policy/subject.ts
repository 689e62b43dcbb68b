import type { TagInputs } from "../schema/envelope-inputs.ts";
import { envelopeKind } from "../schema/envelope-kind.ts";
import type { Options, Recipient, Tag } from "../schema/generated/inputs.ts";
import type { Path } from "../schema/issue.ts";
import { recipientKeys } from "../schema/recipient-keys.ts";
import { sizeIssue } from "../schema/size.ts";
import { unknownPaths, unknownValue } from "../schema/unknown.ts";
import type { EnvelopeKind } from "../schema/validate.ts";
import { decode } from "../schema/wire.ts";
import { type Declaration, isObject, wireOptions } from "../schema/wire-options.ts";
import type { PolicyDocument } from "./document-facts.ts";

/** A recipient, as a rule sees it: all forms written out as the API has them, in camelCase, and its key. */
export interface PolicyRecipient extends Recipient {
  key: string;
}

/** An envelope's options, as a rule sees them: all forms written out as the API has them, in camelCase. */
export interface PolicyEnvelope extends Omit<Options, "recipients"> {
  recipients: PolicyRecipient[];
}

/** What became of an envelope. */
export interface SentFacts {
  envelopeId: string;
  /** When it was sent, ISO 8601. */
  at: string;
  /** As of the last `up` or `refresh`. */
  status: string;
}

/** One envelope, as rules see it. Parts that are not known yet (a preview) throw when they are read. */
export interface Subject {
  /** The resource's name in the program. */
  resource: string;
  kind: EnvelopeKind;
  envelope: PolicyEnvelope;
  /** In the order of sending. */
  documents: readonly PolicyDocument[];
  /** Undefined: it is to be sent in this run. */
  sent?: SentFacts | undefined;
  /** A place in `envelope`, as the program writes it: `message` for the invitation's, if that is how it is declared. */
  inProgram(path: Path): Path;
}

/**
 * An envelope as rules see it.
 *
 * @param declared the envelope's inputs, as check leaves them; parts may be unknown, or wrong
 * @param documents what is known of its documents; undefined: not known yet
 */
export function subjectOf(
  resource: string,
  declared: Declaration,
  documents: readonly PolicyDocument[] | undefined,
  sent?: SentFacts,
): Subject {
  const { identity } = declared;
  // Larger than anything of the API, or of no kind: check refuses it, and nothing here could look through it.
  if (sizeIssue(declared) || (identity !== undefined && typeof identity !== "string"))
    return unjudged(resource, documents, sent);
  const { recipients = [], ...options } = decode<Options>(wireOptions(declared));
  const known = Array.isArray(declared.recipients) && declared.recipients.every(isObject);
  const keys = known ? recipientKeys(declared.recipients) : [];
  const withKeys = Array.isArray(recipients)
    ? recipients.map((recipient, index) =>
        isObject(recipient)
          ? { ...withUnknowns(recipient, declared, index), key: keys[index] ?? String(index) }
          : recipient,
      )
    : recipients;
  return {
    resource,
    kind: envelopeKind(declared),
    envelope: { ...options, recipients: withKeys } as PolicyEnvelope,
    documents: documents as readonly PolicyDocument[],
    sent,
    inProgram: (path) => inProgram(path, declared),
  };
}

/** An envelope of which nothing is known. */
const unjudged = (
  resource: string,
  documents: readonly PolicyDocument[] | undefined,
  sent: SentFacts | undefined,
): Subject => ({
  resource,
  kind: "standard",
  envelope: unknownValue as unknown as PolicyEnvelope,
  documents: documents as readonly PolicyDocument[],
  sent,
  inProgram: (path) => path,
});

/** A recipient in which also that is unknown what is found from something unknown: it would seem to be left out. */
function withUnknowns(
  recipient: Recipient,
  { recipients, documents }: Declaration,
  index: number,
): Recipient {
  const declared = recipients[index];
  if (unknownPaths([declared, documents]).length === 0) return recipient;
  const { tags, witness } = recipient;
  const marked = (all: Tag[] | undefined, as: TagInputs[] | undefined): { tags?: Tag[] } =>
    Array.isArray(all) ? { tags: all.map((tag, at) => withUnknownPlace(tag, as?.[at], documents)) } : {};
  return {
    ...recipient,
    ...(declared?.activeForDays === (unknownValue as unknown) && {
      activeForSeconds: recipient.activeForSeconds ?? (unknownValue as never),
    }),
    ...marked(tags, declared?.tags),
    ...(isObject(witness) && { witness: { ...witness, ...marked(witness.tags, declared?.witness?.tags) } }),
  } as Recipient;
}

function withUnknownPlace(tag: Tag, declared: TagInputs | undefined, documents: unknown): Tag {
  if (!isObject(tag)) return tag;
  const unknown = (value: unknown): boolean => unknownPaths(value).length > 0;
  const unknownFile = tag.fileName === undefined && unknown([declared?.document, documents]);
  return {
    ...tag,
    ...(unknownFile && { fileName: unknownValue }),
    ...(unknown(declared?.place) && {
      pageNumber: unknownValue as never,
      x: unknownValue as never,
      y: unknownValue as never,
    }),
  };
}

function inProgram(path: Path, { message, recipients }: Declaration): Path {
  const [first, second, third] = path;
  if (first === "emails" && second === "invitation" && message !== undefined) return ["message"];
  if (first !== "recipients" || typeof second !== "number" || third !== "activeForSeconds") return path;
  const recipient = Array.isArray(recipients) ? recipients[second] : undefined;
  return recipient?.activeForDays === undefined ? path : [first, second, "activeForDays"];
}
