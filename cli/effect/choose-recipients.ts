import { ConfigError } from "../../sdk/client/index.ts";
import { nameOf } from "../status/concern.ts";
import { type Signing, waitedFor } from "./signing-turn.ts";
import type { TargetRecipient } from "./target-recipient.ts";

/** The ways to name a recipient, in order of precedence. */
const ways: ((recipient: TargetRecipient, word: string) => boolean)[] = [
  ({ key }, word) => key !== undefined && (key === word || nameOf(key) === word),
  ({ role }, word) => role === word,
  ({ role }, word) => role?.toLowerCase() === word.toLowerCase(),
  ({ id }, word) => id?.toLowerCase() === word.toLowerCase(),
  ({ email }, word) => email?.toLowerCase() === word.toLowerCase(),
];

/**
 * Finds recipients by key, role, id or e-mail address; whoever is named twice is found once.
 *
 * @throws ConfigError a word names nobody, or several; it is not repeated, since it may be a person's name
 */
export function chooseRecipients(
  recipients: readonly TargetRecipient[],
  words: readonly string[],
): TargetRecipient[] {
  return [...new Set(words.map((word, index) => choose(recipients, word, place(index, words.length))))];
}

/** The recipients that are named; without a name, those whose signature is waited for now. */
export const chosenOrWaitedFor = (signing: Signing, words: readonly string[]): readonly TargetRecipient[] =>
  words.length === 0 || signing.status !== "ACTIVE"
    ? waitedFor(signing)
    : chooseRecipients(signing.recipients, words);

function choose(recipients: readonly TargetRecipient[], word: string, which: string): TargetRecipient {
  const found = ways
    .map((way) => recipients.filter((one) => way(one, word)))
    .find(({ length }) => length > 0);
  const [only, another] = found ?? [];
  if (only && !another) return only;
  if (found)
    throw new ConfigError(
      `Several recipients are called like ${which}. Name one by id: ${found.map(({ id }) => id).join(", ")}.`,
    );
  throw new ConfigError(
    `No recipient is called like ${which}. There are: ${recipients.map(({ label }) => label).join(", ") || "none"}; ` +
      "name one by that, by role, id or e-mail address.",
  );
}

const place = (index: number, count: number): string =>
  count === 1 ? "the one given" : `number ${index + 1} of those given`;
