import type { Email, Envelope, Recipient, Step, TextMessage } from "../envelope/envelope.ts";
import { isSigner } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import type { Kept } from "../snapshot/kept.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface EnvelopeState {
  envelopes: readonly Envelope[];
  outbox: readonly Email[];
  texts: readonly TextMessage[];
}

/** Every envelope's present value, in order of creation, and every e-mail and text message sent so far. */
export class EnvelopeStore implements Kept<EnvelopeState> {
  readonly #onStep: (before: Envelope, after: Envelope) => void;
  readonly #envelopes = new Map<string, Envelope>();
  #outbox: Email[] = [];
  #texts: TextMessage[] = [];

  /** @param onStep told of every step of an envelope */
  constructor(onStep: (before: Envelope, after: Envelope) => void = () => {}) {
    this.#onStep = onStep;
  }

  /** Every envelope, oldest first. */
  all(): Envelope[] {
    return [...this.#envelopes.values()];
  }

  /** Every e-mail since the outbox was emptied, oldest first. */
  outbox(): readonly Email[] {
    return this.#outbox;
  }

  emptyOutbox(): void {
    this.#outbox = [];
  }

  /** Every text message since they were emptied, oldest first. */
  texts(): readonly TextMessage[] {
    return this.#texts;
  }

  emptyTexts(): void {
    this.#texts = [];
  }

  /** The envelope with an id, or undefined. */
  peek(id: string): Envelope | undefined {
    return this.#envelopes.get(id.toLowerCase());
  }

  /**
   * The envelope with an id.
   *
   * @throws Refusal 400 for an id that is no UUID, 404 for an unknown one
   */
  find(id: string): Envelope {
    if (!uuid.test(id)) throw new Refusal(400, "malformed_id", "The envelope's id is no UUID.");
    const envelope = this.peek(id);
    if (!envelope) throw new Refusal(404, "unknown_envelope", "There is no envelope with this id.");
    return envelope;
  }

  /**
   * The envelope with an id, for the account that created it.
   *
   * @throws Refusal 400 for an id that is no UUID, 404 for an unknown one, 403 for another account's
   */
  findOwn(id: string, account: string): Envelope {
    const envelope = this.find(id);
    if (envelope.account === account) return envelope;
    throw new Refusal(403, "forbidden", "The envelope was created by another account.");
  }

  /**
   * The recipient with an id, of whichever envelope, for the account that created it, with the envelope.
   *
   * @throws Refusal 400 for an id that is no UUID, 404 for an unknown one, 403 for another account's
   */
  findOwnRecipient(id: string, account: string): { envelope: Envelope; recipient: Recipient } {
    if (!uuid.test(id)) throw new Refusal(400, "malformed_id", "The recipient's id is no UUID.");
    const has = (one: Recipient): boolean => one.id === id.toLowerCase();
    const envelope = this.all().find(({ recipients }) => recipients.some(has));
    if (!envelope) throw new Refusal(404, "unknown_recipient", "There is no recipient with this id.");
    return { envelope: this.findOwn(envelope.id, account), recipient: recipientById(envelope, id) };
  }

  add(envelope: Envelope): void {
    this.#envelopes.set(envelope.id, envelope);
  }

  /**
   * The person with a signing link, and the envelope it is about.
   *
   * @throws Refusal 404 for a token that is nobody's, or has stopped working
   */
  findByToken(token: string): { envelope: Envelope; recipient: Recipient } {
    for (const envelope of this.#envelopes.values()) {
      const recipient = envelope.recipients.find((one) => one.token === token.toLowerCase());
      if (recipient) return { envelope, recipient };
    }
    throw new Refusal(
      404,
      "unknown_link",
      "There is no such signing link, or it was replaced by a newer one.",
    );
  }

  /** Takes a step: the envelope's next value is kept, its e-mails and texts go out. */
  take({ envelope, emails, texts = [] }: Step): Envelope {
    const before = this.#envelopes.get(envelope.id) ?? envelope;
    this.#envelopes.set(envelope.id, envelope);
    this.#outbox.push(...emails);
    this.#texts.push(...texts);
    this.#onStep(before, envelope);
    return envelope;
  }

  delete(id: string): void {
    this.#envelopes.delete(id);
  }

  clear(): void {
    this.#envelopes.clear();
    this.emptyOutbox();
    this.emptyTexts();
  }

  keep(): EnvelopeState {
    return { envelopes: this.all(), outbox: [...this.#outbox], texts: [...this.#texts] };
  }

  /** No step: nobody is told. */
  restore({ envelopes, outbox, texts }: EnvelopeState): void {
    this.clear();
    for (const envelope of envelopes) this.add(envelope);
    this.#outbox = [...outbox];
    this.#texts = [...texts];
  }
}

/**
 * The recipient with an id.
 *
 * @throws Refusal 400 for an id that is no UUID, 404 for one the envelope does not have
 */
export function recipientById(envelope: Envelope, id: string): Recipient {
  if (!uuid.test(id)) throw new Refusal(400, "malformed_id", "The recipient's id is no UUID.");
  const recipient = envelope.recipients.find((one) => one.id === id.toLowerCase());
  if (!recipient) throw new Refusal(404, "unknown_recipient", "The envelope has no recipient with this id.");
  return recipient;
}

/**
 * The signer with an e-mail address, in any case.
 *
 * @throws Refusal 404 when nobody has it, 409 when several signers do
 */
export function signerByEmail(envelope: Envelope, email: string): Recipient {
  const matches = envelope.recipients.filter(
    (one) => isSigner(one) && one.asked.email.toLowerCase() === email.toLowerCase(),
  );
  const [first] = matches;
  if (!first) throw new Refusal(404, "unknown_recipient", "The envelope has no signer with this e-mail.");
  if (matches.length > 1)
    throw new Refusal(
      409,
      "several_recipients",
      "Several signers of the envelope have this e-mail; name one by recipientId.",
    );
  return first;
}
