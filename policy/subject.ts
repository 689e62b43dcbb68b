import { envelopeKind } from "../schema/envelope-kind.ts";
import type { Options, Recipient } from "../schema/generated/inputs.ts";
import type { Path } from "../schema/issue.ts";
import { sizeIssue } from "../schema/size.ts";
import { unknownValue } from "../schema/unknown.ts";
import type { EnvelopeKind } from "../schema/validate.ts";
import { decode } from "../schema/wire.ts";
import { type Declaration, wireOptions } from "../schema/wire-options.ts";
import type { PolicyDocument } from "./document-facts.ts";
import { writtenRecipients } from "./unknown-forms.ts";

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
  /**
   * Witnesses who turned out to be signers of the envelope: by key whose witness it is, and which signer. Undefined: it
   * is not known who the witnesses are.
   */
  witnesses?: readonly { signer: string; alsoSigns: string }[] | undefined;
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
  return {
    resource,
    kind: envelopeKind(declared),
    envelope: { ...options, recipients: writtenRecipients(recipients, declared) } as PolicyEnvelope,
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

function inProgram(path: Path, { message, recipients }: Declaration): Path {
  const [first, second, third] = path;
  if (first === "emails" && second === "invitation" && message !== undefined) return ["message"];
  if (first !== "recipients" || typeof second !== "number" || third !== "activeForSeconds") return path;
  const recipient = Array.isArray(recipients) ? recipients[second] : undefined;
  return recipient?.activeForDays === undefined ? path : [first, second, "activeForDays"];
}
