import type { Envelope, Recipient, Step, TextMessage } from "../../../../emulator/envelope/envelope.ts";
import { openEnvelope } from "../../../../emulator/envelope/open-envelope.ts";
import type { EnvelopeOptions, RecipientOptions, TagOptions } from "../../../../emulator/envelope/options.ts";
import { queueEnvelope } from "../../../../emulator/envelope/queue-envelope.ts";
import type { OpenedLink } from "../../../../emulator/signing/opened-link.ts";
import type { SigningView } from "../../../../emulator/signing/signing-view.ts";
import { stageOf } from "../../../../emulator/signing/stage.ts";
import { submit } from "../../../../emulator/signing/submit.ts";
import { viewOf } from "../../../../emulator/signing/view-of.ts";
import { start } from "../api-caller.ts";

/** A required tag on the one page of the one file, a signature by default. */
export const tag = (more: Partial<TagOptions> = {}): TagOptions => ({
  type: "signature",
  file_name: "nda.pdf",
  page_number: 1,
  x: 0.1,
  y: 0.1,
  ...more,
});

/** Somebody who signs: Ada, by default with one signature. */
export const signer = (more: Partial<RecipientOptions> = {}): RecipientOptions => ({
  type: "SIGNER",
  name: "Ada Example",
  email: "ada@example.com",
  tags: [tag()],
  ...more,
});

/** An envelope that is being signed, without a server around it: steps are taken one by one. */
export class SignedEnvelope {
  envelope: Envelope;
  now = start;
  /** How many identity verification sessions everybody may begin. */
  sessionLimit = 1;
  readonly emails: string[] = [];
  readonly texts: TextMessage[] = [];

  constructor(recipients: readonly RecipientOptions[], more: Partial<EnvelopeOptions> = {}) {
    let ids = 0;
    const file = { name: "nda.pdf", contentType: "application/pdf", bytes: 9, sha256: "a".repeat(64) };
    const queued = queueEnvelope(
      {
        account: "sender@example.com",
        options: { name: "Mutual NDA", ...more, recipients },
        files: [file],
        newId: () => {
          ids += 1;
          return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
        },
      },
      this.now,
    );
    this.envelope = queued;
    this.take(openEnvelope(queued, [], this.now));
  }

  /** The person at a position; witnesses come last. */
  person(index: number): Recipient {
    const recipient = this.envelope.recipients[index];
    if (!recipient) throw new Error(`There is no recipient ${index}.`);
    return recipient;
  }

  link(index = 0): OpenedLink {
    const { envelope, now, sessionLimit } = this;
    return { envelope, recipient: this.person(index), now, sessionLimit, ip: "127.0.0.1" };
  }

  take({ envelope, emails, texts = [] }: Step): this {
    this.envelope = envelope;
    this.emails.push(...emails.map(({ kind, to }) => `${kind} ${to}`));
    this.texts.push(...texts);
    return this;
  }

  submit(values: Record<string, unknown>, index = 0): this {
    return this.take(submit(this.link(index), values));
  }

  stage(index = 0): string {
    return stageOf(this.link(index));
  }

  view(index = 0): SigningView {
    return viewOf(
      this.link(index),
      () => [{ widthPt: 595, heightPt: 842 }],
      () => 1000,
    );
  }

  /** What happened, and to whom by position, since there was something to sign. */
  trail(): string[] {
    const at = (id: string | undefined) => this.envelope.recipients.findIndex((one) => one.id === id);
    return this.envelope.audit
      .slice(2)
      .map(({ event, recipientId }) => (recipientId === undefined ? event : `${event} ${at(recipientId)}`));
  }
}

/** What a refused call is refused with: its code, and the tags it names. */
export function refusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    const { code, errors = [] } = error as { code: string; errors?: { tag?: number; message: string }[] };
    return [code, ...errors.map(({ tag, message }) => (tag === undefined ? message : `${tag} ${message}`))];
  }
  return [];
}
