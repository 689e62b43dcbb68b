import type {
  Envelope,
  EnvelopeFile as ReadFile,
  FileError as ReadFileError,
  EnvelopeRecipient as ReadRecipient,
  FilledTag as ReadTag,
} from "../../schema/generated/outputs.ts";
import type { WireEnvelopeRecipient } from "../../schema/generated/wire.ts";
import { decode } from "../../schema/wire.ts";
import type { CurrentEnvelope } from "../client/envelopes.ts";

export type { ReadFile, ReadFileError, ReadRecipient, ReadTag };

/** Where an envelope stands, in the one spelling that the service's several become. */
export type ReadStatus = Exclude<Envelope["status"], "COMPLETED">;

/** An envelope as the service has it. Times are ISO 8601, as the service gives them. */
export interface ReadEnvelope {
  /** The service's id of the envelope, a UUID. */
  envelopeId: string;
  /** The envelope's name; null where the service does not say. */
  name: string | null;
  status: ReadStatus;
  /** The people, one entry each, with names and e-mail addresses; empty while the envelope is QUEUED. */
  recipients: ReadRecipient[];
  /** The uploaded files by name; empty while the envelope is QUEUED. */
  files: ReadFile[];
  /** Of an ERRORED envelope: what was wrong with its files. */
  errors: ReadFileError[];
  /** Where the signed documents are once everyone has signed: the API's own URL, which needs the key. Null before. */
  signedDocumentsUrl: string | null;
  /** When the last person signed; null before. */
  completedAt: string | null;
  /** When it was withdrawn; null unless it was. */
  archivedAt: string | null;
}

/** Turns the service's answer into what programs get. */
export function readEnvelope(answer: CurrentEnvelope, envelopeId: string, baseUrl: string): ReadEnvelope {
  const { name, status, details = {} } = answer;
  return {
    envelopeId,
    name: name ?? null,
    status,
    recipients: (details.recipients ?? []).map(readRecipient),
    files: decode<ReadFile[]>(details.files ?? []),
    errors: decode<ReadFileError[]>(details.errors ?? []),
    signedDocumentsUrl:
      status === "COMPLETE" ? `${baseUrl}/v2/envelopes/${envelopeId}/completed-documents` : null,
    completedAt: details.completed_at ?? null,
    archivedAt: details.archived_at ?? null,
  };
}

const readRecipient = (recipient: WireEnvelopeRecipient): ReadRecipient => ({
  ...decode<ReadRecipient>(recipient),
  ...(recipient.tags && {
    // What somebody filled in keeps its own names.
    tags: recipient.tags.map(({ value, ...tag }) => ({
      ...decode<ReadTag>(tag),
      ...(value !== undefined && { value }),
    })),
  }),
});
