/** A time zone's offsets in winter and summer, by zone and year; undefined: there is no such zone. */
const known = new Map<string, string | undefined>();
const ofCountries = new Map<string, ReadonlySet<string>>();

/**
 * What two time zones have in common that show the same time all year: `GMT+01:00 GMT+02:00`.
 *
 * @returns undefined: there is no such time zone
 */
export function zoneOffsets(timeZone: string, year: number): string | undefined {
  const key = `${timeZone} ${year}`;
  if (!known.has(key)) known.set(key, readOffsets(timeZone, year));
  return known.get(key);
}

/**
 * The offsets of all time zones of a country, as {@link zoneOffsets} gives them. Empty: none is known of it.
 *
 * @param country two letters (ISO 3166-1)
 */
export function countryOffsets(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = ofCountries.get(key);
  if (found) return found;
  const zones = new Intl.Locale(`und-${country}`).getTimeZones() ?? [];
  const offsets = new Set(zones.flatMap((zone) => zoneOffsets(zone, year) ?? []));
  ofCountries.set(key, offsets);
  return offsets;
}

function readOffsets(timeZone: string, year: number): string | undefined {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    return [0, 6].map((month) => offsetAt(format, new Date(Date.UTC(year, month, 15)))).join(" ");
  } catch {
    return undefined;
  }
}

const offsetAt = (format: Intl.DateTimeFormat, at: Date): string =>
  format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
