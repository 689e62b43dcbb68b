import type { Envelope, EnvelopeFile, Instant } from "./envelope.ts";
import type { EnvelopeOptions } from "./options.ts";

/** A create request that was accepted. */
export interface CreateCommand {
  readonly account: string;
  /** Whether it is signed on a page of the sender's. Default false. */
  readonly embedded?: boolean;
  readonly options: EnvelopeOptions;
  readonly files: readonly Omit<EnvelopeFile, "id">[];
  /** Source of ids and link secrets (UUIDs). */
  readonly newId: () => string;
}

/** The envelope right after its creation: QUEUED, nobody told. */
export function queueEnvelope(command: CreateCommand, now: Instant): Envelope {
  const { account, embedded = false, options, files, newId } = command;
  const { recipients, ...rest } = options;
  return {
    id: newId(),
    account,
    status: "QUEUED",
    embedded,
    options: rest,
    files: files.map((file) => ({ id: newId(), ...file })),
    recipients: recipients.map((asked) => ({
      id: newId(),
      asked,
      token: asked.type === "SIGNER" ? newId() : null,
      openedAt: null,
      invitedAt: null,
      lastEmailStatus: null,
      signedAt: null,
      values: [],
      signedDocument: null,
      witness: asked.witness ? { id: newId(), person: null } : null,
      packsResentAt: [],
    })),
    errors: [],
    createdAt: now,
    completedAt: null,
    archivedAt: null,
    audit: [{ at: now, event: "created" }],
  };
}
