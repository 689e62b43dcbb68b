/** ISO 32000-1, 7.9.4: `D:YYYYMMDDHHmmSSOHH'mm'`, all but the year may be left out. */
const FORM = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/;

/** A date as PDF writes it; undefined when it is none. Without a zone it is taken for UTC. */
export function pdfDate(text: string | undefined): Date | undefined {
  const found = FORM.exec(text ?? "");
  if (!found) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const offset = (Number(found[8] ?? 0) * 60 + Number(found[9] ?? 0)) * (found[7] === "-" ? -1 : 1);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
