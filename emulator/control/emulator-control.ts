import { type Email, isSigner, type Recipient, withRecipient } from "../envelope/envelope.ts";
import type { GivenValues } from "../envelope/fill-tags.ts";
import { signGroupOf } from "../envelope/options.ts";
import { Refusal } from "../envelope/refusal.ts";
import { signEnvelope } from "../envelope/sign-envelope.ts";
import type { Fault } from "../faults/fault.ts";
import type { Operation } from "../faults/operation.ts";
import { recipientById, signerByEmail } from "../store/envelope-store.ts";
import type { World } from "../world.ts";
import { type EmulatedEnvelope, emulatedEnvelope } from "./emulated-envelope.ts";

/** Whom a control call is about: a recipient by id, or the only signer with this e-mail. */
export type RecipientChoice = { envelopeId: string } & ({ recipientId: string } | { email: string });

/** Signs as one recipient, with values for their tags by name or position (from 0); those left out are made up. */
export type SignCommand = RecipientChoice & { values?: GivenValues };

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
  /** The signing link, in an invitation. */
  link?: string;
}

/**
 * What one can do to an emulator that no client of the API can: the same over HTTP (under `/_emulator`) and in process.
 * Every method throws a {@link Refusal} for an envelope or recipient that does not exist.
 */
export interface EmulatorControl {
  /** The emulator's present, in ISO 8601. */
  now(): string;
  /** Puts the clock forward, and says what time it is then. */
  advance(seconds: number): string;
  /** Every e-mail since the start or the last emptying, in the order they went out. */
  outbox(): SentEmail[];
  emptyOutbox(): void;
  /** Every envelope, in order of creation. */
  envelopes(): EmulatedEnvelope[];
  envelope(envelopeId: string): EmulatedEnvelope;
  /** Ends the processing of one QUEUED envelope, or of all; says how many were QUEUED. */
  process(envelopeId?: string): Promise<number>;
  /** Signs as one recipient. */
  sign(command: SignCommand): EmulatedEnvelope;
  /** Signs as everybody who has not, sign group by sign group, in the order they are listed. */
  signAll(envelopeId: string): EmulatedEnvelope;
  /** Lets the last e-mail to a recipient bounce: `last_email_status` becomes BOUNCED. */
  bounce(choice: RecipientChoice): EmulatedEnvelope;
  /** Plans a fault for the next calls of an operation. */
  addFault(fault: Fault): void;
  /** The faults still to come. */
  faults(): Required<Fault>[];
  clearFaults(): void;
  /** Waits until at least `count` (default 1) answers are held, and says how many are. */
  held(count?: number): Promise<number>;
  /** Lets every held answer go, and says how many there were. */
  release(): number;
  /** Calls of the API so far, by operation. */
  calls(): Record<Operation, number>;
  clearCalls(): void;
  /** Forgets envelopes, documents, e-mails, faults and counts, lets held answers go and sets the clock back. */
  reset(): void;
}

/**
 * The control of a world.
 *
 * @param address the emulator's own address, of which signing links are made; known once it listens
 */
export function createControl(world: World, address: () => string): EmulatorControl {
  const { clock, store, documents, processing, faults, held, calls } = world;
  const now = (): string => new Date(clock.now()).toISOString();

  const signAs = (envelopeId: string, recipient: Recipient, values: GivenValues = {}): EmulatedEnvelope =>
    emulatedEnvelope(store.take(signEnvelope(store.find(envelopeId), recipient, values, clock.now())));

  const chosen = (choice: RecipientChoice): Recipient => {
    const envelope = store.find(choice.envelopeId);
    return "recipientId" in choice
      ? recipientById(envelope, choice.recipientId)
      : signerByEmail(envelope, choice.email);
  };

  return {
    now,
    advance(seconds) {
      clock.advance(seconds);
      return now();
    },
    outbox: () =>
      store.outbox().map(({ token, at, ...email }) => ({
        ...email,
        at: new Date(at).toISOString(),
        ...(token !== undefined && { link: `${address()}/sign/${token}` }),
      })),
    emptyOutbox: () => store.emptyOutbox(),
    envelopes: () => store.all().map(emulatedEnvelope),
    envelope: (envelopeId) => emulatedEnvelope(store.find(envelopeId)),
    async process(envelopeId) {
      if (envelopeId === undefined) return processing.finishAll();
      const { id, status } = store.find(envelopeId);
      await processing.finish(id);
      return status === "QUEUED" ? 1 : 0;
    },
    sign: (command) => signAs(command.envelopeId, chosen(command), command.values),
    signAll(envelopeId) {
      const envelope = store.find(envelopeId);
      if (envelope.status !== "ACTIVE")
        throw new Refusal(
          409,
          "not_active",
          `The envelope is ${envelope.status}; only an ACTIVE one can be signed.`,
        );
      const waiting = envelope.recipients
        .filter((one) => isSigner(one) && one.signedAt === null)
        .sort((a, b) => signGroupOf(a.asked) - signGroupOf(b.asked));
      // A step opens the next group's links, so each recipient is looked up again.
      for (const { id } of waiting) signAs(envelopeId, recipientById(store.find(envelopeId), id));
      return emulatedEnvelope(store.find(envelopeId));
    },
    bounce(choice) {
      const bounced = { ...chosen(choice), lastEmailStatus: "BOUNCED" };
      return emulatedEnvelope(
        store.take({ envelope: withRecipient(store.find(choice.envelopeId), bounced), emails: [] }),
      );
    },
    addFault: (fault) => faults.add(fault),
    faults: () => [...faults.list()],
    clearFaults: () => faults.clear(),
    held: (count = 1) => held.whenHeld(count),
    release: () => held.release(),
    calls: () => calls.counts(),
    clearCalls: () => calls.clear(),
    reset() {
      processing.stop();
      held.release();
      store.clear();
      documents.clear();
      faults.clear();
      calls.clear();
      clock.reset();
    },
  };
}
