import type { RuleExample } from "../../../../policy/example.ts";
import { phoneFitsTimeZone as rule } from "../../../../policy/rules/phone-fits-time-zone.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const signer = (
  isoCountryCode: string | undefined,
  mobileNumber: string | number | undefined,
  timeZoneName?: string,
): RuleExample => ({
  envelope: {
    recipients: [
      {
        name: "Cleo Example",
        email: "cleo@example.com",
        ...(isoCountryCode && { isoCountryCode }),
        ...(mobileNumber && { mobileNumber }),
        ...(timeZoneName && { timeZoneName }),
      },
    ],
  },
});
const nothing = notApplicable("nobody has a phone and a time zone to compare");
const found = (zone: string, countries: string): string[] => [
  `recipients[0].timeZoneName is ${zone}, a time that no place in the phone's country has (${countries})`,
];

describe("the rule phone-fits-time-zone", () => {
  itJudges(rule, [
    ["a zone of the country", signer("GB", "7700900123", "Europe/London"), []],
    ["a zone elsewhere that shows the same time", signer("IE", "851234567", "Europe/London"), []],
    ["an old name of the country's zone", signer("IN", "9876543210", "Asia/Calcutta"), []],
    ["a new name of the country's zone", signer("IN", 9876543210, "Asia/Kolkata"), []],
    ["any of a large country's zones", signer("US", "2025550123", "Pacific/Honolulu"), []],
    ["a country in small letters", signer("gb", "7700900123", "Europe/London"), []],
    ["a zone of another country", signer("US", "2025550123", "Europe/London"), found("Europe/London", "US")],
    ["a zone one hour off", signer("GB", "7700900123", "Europe/Paris"), found("Europe/Paris", "GB")],
    [
      "a zone that shows the same time for half a year",
      signer("GB", "7700900123", "Africa/Abidjan"),
      found("Africa/Abidjan", "GB"),
    ],
    [
      "a number of a country that shares the calling code",
      signer("US", "9025550123", "America/St_Johns"),
      [],
    ],
    [
      "a number without its country's zone",
      signer("US", "4165550123", "Asia/Tokyo"),
      found("Asia/Tokyo", "US, CA"),
    ],
    ["UTC", signer("GB", "7700900123", "Etc/UTC"), nothing],
    ["a phone without a time zone", signer("GB", "7700900123"), nothing],
    ["a time zone without a phone", signer(undefined, undefined, "Europe/London"), nothing],
    ["a country without known time zones", signer("XK", "43201234", "Europe/Belgrade"), nothing],
    ["a country that there is not", signer("1!", "7700900123", "Europe/London"), nothing],
    ["a time zone that there is not", signer("GB", "7700900123", "Mars/Olympus"), nothing],
    ["a country that is not known", signer(unknownValue, "7700900123", "Europe/London"), notKnownYet],
  ]);
});
