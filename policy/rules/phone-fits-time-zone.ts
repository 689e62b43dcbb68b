import { phoneNumbers } from "../../schema/phone-numbers.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";
import { countryOffsets, zoneOffsets } from "../zone-offsets.ts";

/** A signer's clock is one that runs in the country of their phone. */
export const phoneFitsTimeZone: Rule = defineRule({
  name: "phone-fits-time-zone",
  title: "A signer's time zone is one of the country of their phone.",
  description:
    "The time zone decides which day is written beside a signature. Mostly one that does not go with the phone was copied from another signer; sometimes it is right, for people do travel. Zones that show the same time all year count as one, and UTC as nobody's.",
  severity: "low",
  defaultLevel: "advisory",
  strictLevel: "advisory",
  judges: "standing",
  fix: "Correct the time zone or the phone's country; waive it for somebody who lives abroad.",
  check({ envelope }, { now }) {
    const year = now.getUTCFullYear();
    let judged = 0;
    const findings = envelope.recipients.flatMap((recipient, index): Finding[] => {
      const { timeZoneName: zone, isoCountryCode: country } = recipient;
      if (zone === undefined || country === undefined || isNobodys(zone)) return [];
      const offsets = zoneOffsets(zone, year);
      const countries = countriesOf(country.toUpperCase(), recipient.mobileNumber);
      const possible = countries.map((one) => countryOffsets(one, year));
      if (offsets === undefined || possible.length === 0 || possible.some(({ size }) => size === 0))
        return [];
      judged += 1;
      if (possible.some((known) => known.has(offsets))) return [];
      const message = `is ${zone}, a time that no place in the phone's country has (${countries.join(", ")})`;
      return [{ path: ["recipients", index, "timeZoneName"], message }];
    });
    return judged === 0 ? notApplicable("nobody has a phone and a time zone to compare") : findings;
  },
});

const isNobodys = (zone: string): boolean => /^(utc|gmt|zulu|universal|uct|greenwich|etc\/.*)$/i.test(zone);

/**
 * The country that is declared, and the number's own where several share one calling code, as the USA and Canada do.
 * None: it is no country with telephone numbers.
 */
function countriesOf(declared: string, number: string | number | undefined): string[] {
  const { isSupportedCountry, parsePhoneNumberFromString } = phoneNumbers();
  if (!isSupportedCountry(declared)) return [];
  const own = parsePhoneNumberFromString(String(number ?? ""), declared)?.country;
  return own === undefined || own === declared ? [declared] : [declared, own];
}
