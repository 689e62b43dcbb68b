import type { PolicyRecipient } from "../../policy/subject.ts";
import type { RecipientState } from "../../schema/envelope-state.ts";
import type { SentSource } from "../review-source.ts";
import { textOf } from "./shown.ts";
import type { WrittenEnvelope } from "./written-envelope.ts";

/** A recipient whose name, e-mail address or phone number is another now. */
export interface ContactEdit {
  recipient: PolicyRecipient;
  before: PolicyRecipient;
  /** Whether the address is another: an invitation that went out goes out again. */
  isMoved: boolean;
  state: RecipientState | undefined;
}

/** Recipients that are edited in place, by key. */
export function contactEdits(
  sent: SentSource,
  { recipients }: WrittenEnvelope,
  before: WrittenEnvelope,
): ContactEdit[] {
  const earlier = new Map(before.recipients.map(({ recipient }) => [recipient.key, recipient]));
  return recipients.flatMap(({ recipient }) => {
    const old = earlier.get(recipient.key);
    if (!old || contactOf(old) === contactOf(recipient)) return [];
    const isMoved = addressOf(old) !== addressOf(recipient);
    const state = sent.recipients.find(({ key }) => key === recipient.key);
    return [{ recipient, before: old, isMoved, state }];
  });
}

const addressOf = ({ email }: PolicyRecipient): string => textOf(email).trim().toLowerCase();

const contactOf = (recipient: PolicyRecipient): string =>
  JSON.stringify([
    textOf(recipient.name).trim(),
    addressOf(recipient),
    recipient.isoCountryCode,
    textOf(recipient.mobileNumber),
  ]);
