import { cardNumbersIn, ibansIn } from "./account-numbers.ts";
import type { PolicyRecipient } from "./subject.ts";

/** What personal data are looked for by. */
export interface PersonalDataOptions {
  recipients: readonly PolicyRecipient[];
  /** The last word of a recipient's name counts alone, if it has four letters. */
  lastNames: boolean;
  /** Longer numbers are taken for somebody's. */
  maxDigits: number;
  now: Date;
}

const email = /[^\s@]{1,64}@[^\s@.]{1,63}\.[^\s@]/;
const phone = /(?<![\d+])(?:\+|00)[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)/;
// The United Kingdom's National Insurance number and the United States' Social Security number.
const nationalNumber =
  /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b|\b\d{3}-\d{2}-\d{4}\b/;
const birth =
  /(?<!\p{L})(?:born|d\.?o\.?b\.?|date of birth|birthday|geboren|geb\.|né|née|nacido|nacida)(?!\p{L})/iu;
const dates = /(?<!\d)(?:(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?(\d{4}))(?!\d)/g;

/** Years after which a date is hardly an adult's birth. */
const adultYears = 18;

/**
 * What personal data a text has, each in words without repeating it: `a recipient's name (recipients[0])`. Dates so long
 * ago that they may be somebody's birth count.
 */
export function personalDataIn(text: string, options: PersonalDataOptions): string[] {
  const { recipients, maxDigits, now } = options;
  const words = wordsOf(text);
  const inText = { words: new Set(words), joined: words.join("") };
  const named = recipients.flatMap(({ name }, index) =>
    hasName(inText, name, options) ? [`a recipient's name (recipients[${index}])`] : [],
  );
  const digits = text.replaceAll(/\D/g, "");
  const own = recipients.flatMap(({ mobileNumber }, index) => {
    const number = mobileNumber === undefined ? "" : String(mobileNumber).replaceAll(/\D/g, "");
    return number.length >= 6 && digits.includes(number)
      ? [`a recipient's number (recipients[${index}])`]
      : [];
  });
  const isPhone = phone.test(text);
  const longest = [...text.matchAll(/\d+/g)].reduce((most, [{ length }]) => Math.max(most, length), 0);
  const account = ibansIn(text).length > 0 || cardNumbersIn(text).length > 0;
  return [
    ...named,
    ...(email.test(text) ? ["an e-mail address"] : []),
    ...own,
    ...(isPhone && !account && own.length === 0 ? ["a phone number"] : []),
    ...(nationalNumber.test(text)
      ? ["what has the form of a national insurance or social security number"]
      : []),
    ...(account ? ["an account's or card's number"] : []),
    ...(!isPhone && !account && own.length === 0 && longest > maxDigits
      ? [`a number of ${longest} digits`]
      : []),
    ...(hasBirth(text, now) ? ["what may be a date of birth"] : []),
  ];
}

function hasBirth(text: string, now: Date): boolean {
  const years = [...text.matchAll(dates)].map(([, first, last]) => Number(first ?? last));
  return (
    (years.length > 0 && birth.test(text)) ||
    years.some((year) => year >= 1900 && year <= now.getUTCFullYear() - adultYears)
  );
}

/** Letters without accents, in lower case; what is no letter separates words. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");

/** Whether all words of a name are in the text, in any order; where a script has no spaces, the name as it stands. */
function hasName(
  inText: { words: ReadonlySet<string>; joined: string },
  name: string,
  { lastNames }: PersonalDataOptions,
): boolean {
  const parts = wordsOf(name);
  if (/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]{2}/u.test(name))
    return inText.joined.includes(parts.join(""));
  const long = parts.filter((word) => word.length > 1);
  const last = long.at(-1) ?? "";
  if (lastNames && last.length >= 4 && inText.words.has(last)) return true;
  // A word alone is as often a department.
  return long.length > 1 && long.every((part) => inText.words.has(part));
}
