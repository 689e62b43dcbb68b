import type { WireRecipient } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";

/** A time zone is one of the TZ database. */
export function timeZone(recipient: WireRecipient, path: Path): Issue[] {
  if (typeof recipient.time_zone_name !== "string" || isTimeZone(recipient.time_zone_name)) return [];
  const message = 'is not in the TZ database; write it as in "Europe/London", capital letters included';
  return [{ path: [...path, "time_zone_name"], message }];
}

function isTimeZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    // JavaScript takes offsets for time zones too, and any case; the database has neither. Of a zone that has another
    // name by now, JavaScript tells that one.
    return !/^[+-]/.test(timeZone) && (timeZone === name || timeZone.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
  }
}
