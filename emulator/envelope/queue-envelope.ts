import { noProgress } from "../signing/progress.ts";
import type { Envelope, EnvelopeFile, Instant, Recipient } from "./envelope.ts";
import type { EnvelopeOptions, RecipientOptions } from "./options.ts";

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
  const signersAndCcs = recipients.map((asked) =>
    newRecipient(newId(), asked, asked.type === "SIGNER" ? newId() : null),
  );
  return {
    id: newId(),
    account,
    status: "QUEUED",
    embedded,
    options: rest,
    files: files.map((file) => ({ id: newId(), ...file })),
    recipients: [...signersAndCcs, ...signersAndCcs.flatMap((one) => witnessFor(one, newId))],
    errors: [],
    createdAt: now,
    completedAt: null,
    archivedAt: null,
    audit: [{ at: now, event: "created" }],
  };
}

const newRecipient = (id: string, asked: RecipientOptions, token: string | null): Recipient => ({
  id,
  asked,
  witnessOf: null,
  token,
  openedAt: null,
  invitedAt: null,
  lastEmailStatus: null,
  signedAt: null,
  values: [],
  signedDocument: null,
  progress: noProgress,
  packsResentAt: [],
});

/** A signer's witness: nobody in particular yet, in the signer's place, time zone and sign group. */
function witnessFor({ id: signerId, asked }: Recipient, newId: () => string): Recipient[] {
  if (asked.witness === undefined) return [];
  const { sign_group, active_for_seconds, time_zone_name, excluded_files } = asked;
  const options: RecipientOptions = {
    type: "WITNESS",
    name: "",
    email: "",
    ...asked.witness,
    ...(sign_group !== undefined && { sign_group }),
    ...(active_for_seconds !== undefined && { active_for_seconds }),
    ...(time_zone_name !== undefined && { time_zone_name }),
    ...(excluded_files !== undefined && { excluded_files }),
  };
  return [{ ...newRecipient(newId(), options, null), witnessOf: signerId }];
}
