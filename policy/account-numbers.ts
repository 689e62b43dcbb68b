/** Where a text has a number that checks out as an account's or a card's, in UTF-16 units. */
export interface FoundNumber {
  index: number;
  length: number;
}

// Country and length of an IBAN, from the registry that ISO 13616 keeps.
const ibanLengths = new Map(
  (
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18" +
    "FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25" +
    "MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19" +
    "SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30"
  )
    .match(/.{4}/g)
    ?.map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** IBANs: known country, its length, right check digits; together, or in groups of any size. */
export function ibansIn(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const { index, 0: start } of text.matchAll(/(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z\d])/g)) {
    const length = ibanLengths.get(start.slice(0, 2).toUpperCase()) ?? 0;
    const whole = prefix(text, index, length);
    if (whole && hasCheckDigits(whole.compact)) found.push({ index, length: whole.length });
  }
  return found;
}

/** The text from a place on, without single spaces and hyphens, up to a number of letters and digits. */
function prefix(
  text: string,
  index: number,
  wanted: number,
): { compact: string; length: number } | undefined {
  if (wanted === 0) return undefined;
  let compact = "";
  let at = index;
  for (; compact.length < wanted; at += 1) {
    const letter = text.charAt(at);
    if (/[A-Za-z\d]/.test(letter)) compact += letter.toUpperCase();
    else if (!/[ -]/.test(letter) || !/[A-Za-z\d]/.test(text.charAt(at - 1))) return undefined;
  }
  return /[A-Za-z\d]/.test(text.charAt(at)) ? undefined : { compact, length: at - index };
}

/** The remainder by 97 of the number that an IBAN stands for is 1 (ISO 7064). */
function hasCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Numbers of payment cards: 13 to 19 digits, with single spaces or hyphens, a card's first digits, right check digit. */
export function cardNumbersIn(text: string): FoundNumber[] {
  return [...text.matchAll(/(?<![\dA-Za-z]|\d[ -])\d(?:[ -]?\d){12,18}(?![ -]?\d|[A-Za-z])/g)]
    .filter(({ 0: number }) => isCard(number.replaceAll(/[ -]/g, "")))
    .map(({ index, 0: { length } }) => ({ index, length }));
}

/** First digits and length of the big networks: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay. */
const cardForm =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6\d{15,18}|5[06-9]\d{10,17})$/;

function isCard(digits: string): boolean {
  if (!cardForm.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
