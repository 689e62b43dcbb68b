import type { WireRecipient } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";

/** A time zone is one of the TZ database. */
export function timeZone(recipient: WireRecipient, path: Path): Issue[] {
  if (typeof recipient.time_zone_name !== "string" || isTimeZone(recipient.time_zone_name)) return [];
  const message = 'is not in the TZ database; write it as in "Europe/London"';
  return [{ path: [...path, "time_zone_name"], message }];
}

function isTimeZone(name: string): boolean {
  // JavaScript takes offsets for time zones too; the database has none.
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
