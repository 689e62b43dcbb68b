import { defineStackRule, type Rule } from "../rule.ts";

/** One run sends no more envelopes than somebody would look through. */
export const envelopesPerRunAreLimited: Rule = defineStackRule({
  name: "envelopes-per-run-are-limited",
  title: "One run sends a limited number of envelopes.",
  description:
    "A loop over the wrong list sends to everybody on it, and e-mails cannot be called back. Counted are the envelopes that are not sent yet; the provider's own limit (yotisign:maxSendsPerUp) counts replacements, too.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      max: {
        description: "The most envelopes that one run may send.",
        type: "integer",
        minimum: 0,
        default: 25,
      },
    },
  },
  fix: "Send them in several runs, or raise the rule's option max for the stack that sends so many.",
  check: ({ length }, _context, { max }: { max: number }) =>
    length > max
      ? [{ resource: "", path: [], message: `${length} envelopes would be sent; the most is ${max}` }]
      : [],
});
