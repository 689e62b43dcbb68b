import type { Envelope, EnvelopeFile, Instant } from "./envelope.ts";
import type { EnvelopeOptions } from "./options.ts";

/** A create request that was accepted. */
export interface CreateCommand {
  readonly account: string;
  readonly options: EnvelopeOptions;
  readonly files: readonly Omit<EnvelopeFile, "id">[];
  /** Source of ids and link secrets (UUIDs). */
  readonly newId: () => string;
}

/** The envelope right after its creation: QUEUED, nobody told. */
export function queueEnvelope({ account, options, files, newId }: CreateCommand, now: Instant): Envelope {
  const { recipients, ...rest } = options;
  return {
    id: newId(),
    account,
    status: "QUEUED",
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
    })),
    errors: [],
    createdAt: now,
    completedAt: null,
    archivedAt: null,
    audit: [{ at: now, event: "created" }],
  };
}
