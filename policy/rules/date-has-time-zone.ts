import { formatPath } from "../../schema/issue.ts";
import { type Change, defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

interface Options {
  timeZoneName?: string;
}

/** The date beside a signature is the signer's own. */
export const dateHasTimeZone: Rule = defineRule({
  name: "date-has-time-zone",
  title: "A signer whose date of signing is shown has a time zone.",
  description:
    "Without a time zone the service writes the date in UTC: somebody who signs in New York in the evening has then signed the next day, which may be past a deadline, or before a contract begins.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      timeZoneName: {
        description:
          'What remediation writes: a name of the TZ database, as in "Europe/London". Left out: nothing is mended.',
        type: "string",
        minLength: 1,
      },
    },
  },
  fix: 'Give the signer a timeZoneName, as in "Europe/London"; "UTC" if that is meant.',
  check({ envelope }) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    return undated(envelope).map(({ index, tag }): Finding => {
      const where = formatPath(["recipients", index, "tags", tag]);
      const message = `is not set: the date in ${where} will be the one in UTC`;
      return { path: ["recipients", index, "timeZoneName"], message };
    });
  },
  remediate: ({ envelope }, _context, { timeZoneName }: Options) =>
    timeZoneName === undefined
      ? []
      : undated(envelope).map(
          ({ index }): Change => ({
            path: ["recipients", index, "timeZoneName"],
            value: timeZoneName,
          }),
        ),
});

/** Signers with a date and no time zone, each with the first such tag. */
const undated = ({ recipients }: PolicyEnvelope): { index: number; tag: number }[] =>
  recipients.flatMap(({ tags = [], timeZoneName }, index) => {
    const tag = tags.findIndex(({ type }) => type === "date_signed_field");
    return tag >= 0 && timeZoneName === undefined ? [{ index, tag }] : [];
  });
