import { randomUUID } from "node:crypto";
import {
  type Email,
  isNamed,
  isQueued,
  type Recipient,
  signs,
  type TextMessage,
  withRecipient,
  witnessOf,
} from "../envelope/envelope.ts";
import { signGroupOf } from "../envelope/options.ts";
import { Refusal } from "../envelope/refusal.ts";
import type { GivenValues } from "../signing/fill-tags.ts";
import type { WitnessPerson } from "../signing/name-witness.ts";
import { signAtOnce } from "../signing/sign-at-once.ts";
import { simulatedSession } from "../signing/simulated-identity.ts";
import { recipientById, signerByEmail } from "../store/envelope-store.ts";
import { recordSession } from "../store/record-session.ts";
import type { World } from "../world.ts";
import { type EmulatedEnvelope, emulatedEnvelope } from "./emulated-envelope.ts";
import { type FaultControl, faultControl } from "./fault-control.ts";
import { sentText } from "./sent-text.ts";
import { type SnapshotControl, snapshotControl } from "./snapshot-control.ts";
import { type TimeControl, timeControl } from "./time-control.ts";
import { type WebhookControl, webhookControl } from "./webhook-control.ts";

/** Whom a control call is about: a recipient by id, or the only signer with this e-mail. */
export type RecipientChoice = { envelopeId: string } & ({ recipientId: string } | { email: string });

/** Signs as one recipient. */
export type SignCommand = RecipientChoice & {
  /** Values for their tags by name or position (from 0); those left out are made up. */
  values?: GivenValues;
  /**
   * Whom the signer names as witness, where one was asked for, and what of the witness's tags is given. Default: somebody
   * made up. The witness signs too, at once, unless `signs` is false: then by a call with the witness's recipient id.
   */
  witness?: WitnessPerson & { values?: GivenValues; signs?: boolean };
};

/** Makes up how a recipient's identity verification went. */
export type IdvCommand = RecipientChoice & {
  /** The result's body, in the API's own words; ONGOING means that there is no report yet. */
  result: { state: string; [more: string]: unknown };
  /** Media by id, their content in base64. Default: none. */
  media?: Record<string, { contentType: string; base64: string }>;
};

/** An e-mail the service would have sent. */
export interface SentEmail {
  kind: Email["kind"];
  /** The address; for the sender, the account's name. */
  to: string;
  /** Missing when it goes to the sender. */
  recipientId?: string;
  envelopeId: string;
  /** The envelope's name. */
  subject: string;
  /** When it went out, in ISO 8601. */
  at: string;
  /** The signing link, in an invitation or a reminder. */
  link?: string;
}

/** A text message the service would have sent to a phone. */
export interface SentText {
  kind: TextMessage["kind"];
  /** The number, as in +447700900123. */
  to: string;
  text: string;
  /** When it went out, in ISO 8601. */
  at: string;
  envelopeId: string;
  recipientId: string;
  /** The one-time password, in an otp. */
  code?: string;
  /** The signing link, in an invitation. */
  link?: string;
}

/**
 * What one can do to an emulator that no client of the API can: the same over HTTP (under `/_emulator`) and in process.
 * Every method throws a {@link Refusal} for an envelope or recipient that does not exist.
 */
export interface EmulatorControl extends TimeControl, WebhookControl, FaultControl, SnapshotControl {
  /** Every e-mail since the start or the last emptying, in the order they went out. */
  outbox(): SentEmail[];
  emptyOutbox(): void;
  /** Every text message since the start or the last emptying, in the order they went out. */
  texts(): SentText[];
  emptyTexts(): void;
  /** Every envelope, in order of creation. */
  envelopes(): EmulatedEnvelope[];
  envelope(envelopeId: string): EmulatedEnvelope;
  /** Ends the processing of one envelope with QUEUED files, or of all; says how many had some. */
  process(envelopeId?: string): Promise<number>;
  /** Signs as one recipient, past every check, and as their witness where one was asked for. */
  sign(command: SignCommand): EmulatedEnvelope;
  /** Signs as everybody who has not, witnesses too, sign group by sign group, in the order they are listed. */
  signAll(envelopeId: string): EmulatedEnvelope;
  /** Lets the last e-mail to a recipient bounce: `last_email_status` becomes BOUNCED. */
  bounce(choice: RecipientChoice): EmulatedEnvelope;
  /** Sets how a recipient's identity verification went; refused for one who is not verified. */
  setIdvSession(command: IdvCommand): void;
  /** How many verification sessions a recipient may begin. */
  idvSessionLimit(choice: RecipientChoice): number;
}

/**
 * The control of a world.
 *
 * @param address the emulator's own address, of which signing links are made; known once it listens
 */
export function createControl(world: World, address: () => string): EmulatorControl {
  const { clock, store, idv, processing } = world;

  const signOnce = (
    envelopeId: string,
    recipient: Recipient,
    given: GivenValues = {},
    witness?: WitnessPerson,
  ): void => {
    const envelope = store.find(envelopeId);
    const sessionLimit = idv.sessionLimitOr(recipient, 0);
    const link = { envelope, recipient, now: clock.now(), sessionLimit, ip: "127.0.0.1" };
    const signed = signAtOnce(link, { given, witness, newToken: randomUUID() });
    if (sessionLimit > 0 && !idv.hasSession(recipient)) {
      const result = simulatedSession(recipient, "pass", randomUUID());
      recordSession(world, link, { result, media: new Map() });
    }
    store.take(signed);
  };

  const signAs = (
    envelopeId: string,
    recipient: Recipient,
    { values, witness }: Pick<SignCommand, "values" | "witness"> = {},
  ): EmulatedEnvelope => {
    const { signs: isAlong = true, values: witnessed, ...person } = witness ?? {};
    signOnce(envelopeId, recipient, values, witness && (person as WitnessPerson));
    const own = witnessOf(store.find(envelopeId), recipient);
    if (own && isAlong && own.signedAt === null) signOnce(envelopeId, own, witnessed);
    return emulatedEnvelope(store.find(envelopeId));
  };

  const chosen = (choice: RecipientChoice): Recipient => {
    const envelope = store.find(choice.envelopeId);
    return "recipientId" in choice
      ? recipientById(envelope, choice.recipientId)
      : signerByEmail(envelope, choice.email);
  };

  return {
    ...timeControl(world),
    ...webhookControl(world),
    ...faultControl(world),
    ...snapshotControl(world),
    outbox: () =>
      store.outbox().map(({ token, at, ...email }) => ({
        ...email,
        at: new Date(at).toISOString(),
        ...(token !== undefined && { link: `${address()}/sign/${token}` }),
      })),
    emptyOutbox: () => store.emptyOutbox(),
    texts: () => store.texts().map((text) => sentText(text, store.peek(text.envelopeId), address())),
    emptyTexts: () => store.emptyTexts(),
    envelopes: () => store.all().map(emulatedEnvelope),
    envelope: (envelopeId) => emulatedEnvelope(store.find(envelopeId)),
    async process(envelopeId) {
      if (envelopeId === undefined) return processing.finishAll();
      const envelope = store.find(envelopeId);
      await processing.finish(envelope.id);
      return isQueued(envelope) ? 1 : 0;
    },
    sign: (command) => signAs(command.envelopeId, chosen(command), command),
    signAll(envelopeId) {
      const envelope = store.find(envelopeId);
      if (envelope.status !== "ACTIVE")
        throw new Refusal(
          409,
          "not_active",
          `The envelope is ${envelope.status}; only an ACTIVE one can be signed.`,
        );
      const waiting = envelope.recipients
        .filter((one) => signs(one) && one.signedAt === null)
        .sort((a, b) => signGroupOf(a.asked) - signGroupOf(b.asked));
      // A step opens the next group's links, and a witness may have signed along: each is looked up again.
      for (const { id } of waiting) {
        const present = recipientById(store.find(envelopeId), id);
        if (isNamed(present) && present.signedAt === null) signAs(envelopeId, present);
      }
      return emulatedEnvelope(store.find(envelopeId));
    },
    bounce(choice) {
      const bounced = { ...chosen(choice), lastEmailStatus: "BOUNCED" };
      return emulatedEnvelope(
        store.take({ envelope: withRecipient(store.find(choice.envelopeId), bounced), emails: [] }),
      );
    },
    setIdvSession(command) {
      const media = Object.entries(command.media ?? {}).map(
        ([id, { contentType, base64 }]) =>
          [id, { contentType, content: Buffer.from(base64, "base64") }] as const,
      );
      const session = { result: command.result, media: new Map(media) };
      recordSession(world, { envelope: store.find(command.envelopeId), recipient: chosen(command) }, session);
    },
    idvSessionLimit: (choice) => idv.sessionLimit(chosen(choice)),
  };
}
