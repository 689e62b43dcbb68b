import type { PolicyEnvelope, PolicyRecipient } from "../../policy/subject.ts";
import { subjectOf } from "../../policy/subject.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import type { Tag } from "../../schema/generated/inputs.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { objectsIn } from "./shown.ts";

/** A declared envelope of any validity, its friendly forms written out; parts may be unknown. */
export interface WrittenEnvelope {
  envelope: Partial<PolicyEnvelope>;
  /** Those that have the shape of one, with where each is in the list. */
  recipients: { recipient: PolicyRecipient; index: number }[];
  documents: WrittenDocument[];
}

/** A document, and the name signers see. */
export interface WrittenDocument {
  document: DocumentInputs;
  name: string;
}

/** A tag, and whether it is the witness's. */
export interface RecipientTag {
  tag: Tag;
  witness?: true;
}

/** Writes out what is declared, or was. */
export function writtenEnvelope(declared: Declaration | undefined): WrittenEnvelope {
  const parts: unknown = declared && subjectOf("", declared, []).envelope;
  const envelope: Partial<PolicyEnvelope> = typeof parts === "object" && parts ? parts : {};
  const known = objectsIn(envelope.recipients);
  const documents = objectsIn(declared?.documents).filter(({ path }) => typeof path === "string");
  return {
    envelope,
    recipients: known.map((recipient) => ({
      recipient,
      index: envelope.recipients?.indexOf(recipient) ?? 0,
    })),
    documents: documents.map((document) => ({ document, name: fileNameOf(document) })),
  };
}

/** All that a recipient and their witness fill in. */
export const tagsOf = ({ tags, witness }: PolicyRecipient): RecipientTag[] => [
  ...objectsIn(tags).map((tag) => ({ tag })),
  ...objectsIn(Object(witness).tags as Tag[] | undefined).map((tag) => ({ tag, witness: true as const })),
];
