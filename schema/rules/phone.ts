import type { WireOptions, WireRecipient } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { phoneNumbers } from "../phone-numbers.ts";
import { signersOf } from "./signers.ts";

/** Numbers that ring nowhere, which the United Kingdom keeps for examples: people try a program with them. */
const isExample = (country: string, digits: string): boolean =>
  country === "GB" && /^7700900\d{3}$/.test(digits);

/** A mobile number is one of its country. What is no number by its form is left to the schema. */
export function phone(recipient: WireRecipient, path: Path): Issue[] {
  const { iso_country_code, mobile_number } = recipient;
  const digits = typeof mobile_number === "number" ? String(mobile_number) : mobile_number;
  if (
    typeof digits !== "string" ||
    typeof iso_country_code !== "string" ||
    !/^[a-z]{2}$/i.test(iso_country_code)
  )
    return [];
  if (!/^[1-9]\d{2,14}$/.test(digits)) return [];
  const country = iso_country_code.toUpperCase();
  const { isSupportedCountry, parsePhoneNumberFromString } = phoneNumbers();
  if (!isSupportedCountry(country))
    return [
      {
        path: [...path, "iso_country_code"],
        message: 'is no country with telephone numbers; write two letters as in "GB" (ISO 3166-1)',
      },
    ];
  if (isExample(country, digits)) return [];
  const number = parsePhoneNumberFromString(digits, country);
  if (number?.isValid() && number.nationalNumber === digits) return [];
  const message =
    "is no telephone number of its country; write it without country code and leading zero, and look at its digits";
  return [{ path: [...path, "mobile_number"], message, decidedBy: [[...path, "iso_country_code"]] }];
}

/** Where signers get one-time passwords, each of them has a mobile number. */
export function oneTimePasswords(options: WireOptions): Issue[] {
  if (options.has_envelope_otps !== true) return [];
  return signersOf(options)
    .filter(([one]) => one.mobile_number === undefined && one.iso_country_code === undefined)
    .map(([, index]) => ({
      path: ["recipients", index, "mobile_number"],
      message:
        "is required with its country, since the envelope has one-time passwords; give both, or do without the passwords",
      decidedBy: [["has_envelope_otps"]],
    }));
}
