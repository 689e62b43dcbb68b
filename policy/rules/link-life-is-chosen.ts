import { inDays, linkSeconds, livesDays } from "../link-life.ts";
import { defineRule, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

const leftOpen = ({ recipients }: PolicyEnvelope): number[] =>
  recipients.flatMap(({ type, activeForSeconds }, index) =>
    type === "SIGNER" && activeForSeconds === undefined ? [index] : [],
  );

/** How long each signing link lives is chosen, not left at two days. */
export const linkLifeIsChosen: Rule = defineRule({
  name: "link-life-is-chosen",
  title: "How long each signing link lives is chosen.",
  description:
    "A link lives two days from the invitation where nothing is declared. Whoever is away for a long weekend meets a dead link, and nothing tells the sender: a request that looks open can no longer be signed.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      days: {
        description: "How many days links are given where this is remediated.",
        type: "integer",
        minimum: 1,
        maximum: 365,
        default: 14,
      },
    },
  },
  fix: "Give the signer activeForDays, long enough to be read, discussed and signed.",
  check: ({ envelope }) =>
    leftOpen(envelope).map((index) => ({
      path: ["recipients", index, "activeForSeconds"],
      message: `is not given: the link dies ${inDays(linkSeconds({}))} after the invitation`,
    })),
  remediate: ({ envelope }, _context, { days }: { days: number }) =>
    leftOpen(envelope).map((index) => livesDays(index, days)),
});
