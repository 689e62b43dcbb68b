import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { EnvelopeOptions, RecipientOptions, TagOptions } from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";
import { wrong } from "./wrong.ts";

/** What is wrong with how a signer is reached by phone; whether the number exists is not looked at. */
export function wrongPhone(
  recipient: RecipientOptions,
  path: string,
  { has_envelope_otps }: EnvelopeOptions,
): RefusalEntry[] {
  const { iso_country_code, mobile_number } = recipient;
  const about: readonly string[] = recipient.event_notifications ?? [];
  const bySms = about.includes("signer_invitation_sms");
  const found: RefusalEntry[] = [];
  if (bySms && about.length === 1)
    found.push(wrong(`${path}.event_notifications`, "only_sms", "has an SMS and no e-mail"));
  if (iso_country_code === undefined || mobile_number === undefined) {
    if (has_envelope_otps || bySms)
      found.push(wrong(`${path}.mobile_number`, "required", "is required, since the signer gets an SMS"));
    return found;
  }
  const country = iso_country_code.toUpperCase();
  if (!isSupportedCountry(country))
    found.push(wrong(`${path}.iso_country_code`, "unknown", "is no country with telephone numbers"));
  else if (!isOf(country, String(mobile_number)))
    found.push(wrong(`${path}.mobile_number`, "not_a_number", "is no telephone number of its country"));
  return found;
}

/** Whether digits have the length of a country's numbers, and are written without its code. */
function isOf(country: CountryCode, digits: string): boolean {
  const number = parsePhoneNumberFromString(digits, country);
  return number?.isPossible() === true && number.nationalNumber === digits;
}

/** What is wrong with what a signer's identity is used for. */
export function wrongIdentity(
  recipient: RecipientOptions,
  path: string,
  options: EnvelopeOptions,
): RefusalEntry[] {
  const { auth_type, verification, witness, tags = [] } = recipient;
  const attributes =
    recipient.yoti_attributes && auth_type !== "sign-auth"
      ? [wrong(`${path}.yoti_attributes`, "not_allowed", "is for signers of auth_type sign-auth")]
      : [];
  const isChecked = auth_type === "idv" || verification?.idv !== undefined;
  const allowed = isChecked && !options.has_envelope_otps;
  return [
    ...attributes,
    ...(allowed ? [] : mergeFields(tags, path)),
    ...mergeFields(witness?.tags ?? [], `${path}.witness`),
  ];
}

const mergeFields = (tags: readonly TagOptions[], path: string): RefusalEntry[] =>
  tags.flatMap(({ merge_field }, at) =>
    merge_field
      ? [
          wrong(
            `${path}.tags[${at}].merge_field`,
            "not_allowed",
            "needs an identity check, and no one-time passwords",
          ),
        ]
      : [],
  );
