import { cardNumbersIn, ibansIn } from "./account-numbers.ts";

/**
 * What a text may have that is not for e-mails: a key or token whose form is known, a password that is given as one, an
 * account's or a card's number, a text that only chance makes.
 */
export const secretKinds = ["key", "password", "iban", "card", "random"] as const;

/** One of {@link secretKinds}. */
export type SecretKind = (typeof secretKinds)[number];

/** Each kind in the words of a message: what a text has. It never repeats the text. */
export const secretWords: Readonly<Record<SecretKind, string>> = {
  key: "what has the form of a key or token",
  password: "what is given as a password",
  iban: "an IBAN",
  card: "the number of a payment card",
  random: "a random text, as keys are",
};

/** Where a text has a secret, in UTF-16 units. */
export interface Secret {
  kind: SecretKind;
  index: number;
  length: number;
}

// Prefixes as their issuers publish them, so that leaked ones are found. Every repetition is bounded.
const keys = new RegExp(
  [
    String.raw`\b(?:AKIA|ASIA)[A-Z\d]{16}\b`,
    String.raw`\bgh[pousr]_[A-Za-z\d]{30,255}\b`,
    String.raw`\bgithub_pat_\w{22,255}\b`,
    String.raw`\bgl(?:pat|dt|rt|ptt)-[\w-]{20,100}`,
    String.raw`\bxox[abeoprs]-[\w-]{10,250}`,
    String.raw`\b[srpw]k_(?:live|test)_[A-Za-z\d]{16,250}\b`,
    String.raw`\bwhsec_[A-Za-z\d]{16,100}\b`,
    String.raw`\bsk-[\w-]{20,250}`,
    String.raw`\bAIza[\w-]{35}`,
    String.raw`\bpul-[a-f\d]{40}\b`,
    String.raw`\bnpm_[A-Za-z\d]{36}\b`,
    String.raw`\bpypi-[\w-]{50,250}`,
    String.raw`\bSG\.[\w-]{16,32}\.[\w-]{16,64}`,
    String.raw`\bhf_[A-Za-z\d]{30,60}\b`,
    String.raw`\bdo[opr]_v1_[a-f\d]{64}\b`,
    String.raw`\beyJ[\w-]{10,500}\.eyJ[\w-]{10,500}`,
    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----",
    String.raw`\bBearer [\w.~+/-]{16,2000}`,
    // A password in an address.
    String.raw`\b[a-z][a-z\d+.-]{1,15}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@`,
  ].join("|"),
  "g",
);

// With a digit or a sign in it, or in quotes, since "Password: your customer number" gives none.
const passwords =
  /(?<!\p{L})(?:passwords?|passwort|kennwort|passcode|passphrase|pass|pwd|pin|mot de passe|contraseña|hasło|wachtwoord)(?: code)?\s{0,3}(?:[:=]|\bis\b|\bist\b|\best\b|\bes\b)\s{0,3}(?:(["'“„`])[^\s"'”“`]{4,100}["'”“`]|(?=\S{0,60}[\d#$%&*+@^_~])[^\s,;:]{4,100})/giu;

/** Where a text has secrets, in order; of those that overlap the first. It takes a time that grows with the text. */
export function secretsIn(text: string): Secret[] {
  const of =
    (kind: SecretKind) =>
    ({ index, length }: { index: number; length: number }): Secret => ({ kind, index, length });
  const matches = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ index, length }));
  const found = [
    ...matches(keys).map(of("key")),
    ...ibansIn(text).map(of("iban")),
    ...cardNumbersIn(text).map(of("card")),
    ...matches(passwords).map(of("password")),
    ...randomIn(text).map(of("random")),
  ];
  let end = 0;
  // Sorting keeps the order above where two begin in one place: the more certain comes first.
  return found
    .toSorted((one, other) => one.index - other.index)
    .filter(({ index, length }) => {
      if (index < end) return false;
      end = index + length;
      return true;
    });
}

/** Long runs of letters of both cases and digits that change from one to the other as often as chance makes them. */
const randomIn = (text: string) =>
  [...text.matchAll(/(?<![A-Za-z\d+/_=-])[A-Za-z\d+/_=-]{24,}/g)]
    .filter(({ 0: run }) => isRandom(run.slice(0, 512)))
    .map(({ index, 0: { length } }) => ({ index, length }));

function isRandom(run: string): boolean {
  const classes = [...run].map((letter) => (/[a-z]/.test(letter) ? 1 : /[A-Z]/.test(letter) ? 2 : 3));
  if (new Set(classes).size < 3 || !/\d/.test(run)) return false;
  const changes = classes.filter((one, index) => index > 0 && one !== classes[index - 1]).length;
  // Of random letters and digits 62 in a hundred change; of words in capitals and years hardly a third do.
  return changes / run.length >= 0.45 && entropy(run) >= 3.5;
}

/** Shannon's entropy of a text, in bits for each letter. */
function entropy(run: string): number {
  const counts = Map.groupBy(run, (letter) => letter);
  return [...counts.values()].reduce((sum, { length }) => {
    const share = length / run.length;
    return sum - share * Math.log2(share);
  }, 0);
}
