import { inDays, linkSeconds, livesDays } from "../link-life.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

const tooLong = (envelope: PolicyEnvelope, maxDays: number): { index: number; seconds: number }[] =>
  envelope.recipients.flatMap((recipient, index) => {
    if (recipient.type !== "SIGNER") return [];
    const seconds = linkSeconds(recipient);
    return seconds > maxDays * 86_400 ? [{ index, seconds }] : [];
  });

/** The address at which somebody signs an embedded envelope is of use for a short time only. */
export const embeddedLinkLifeIsShort: Rule = defineRule({
  name: "embedded-link-life-is-short",
  title: "The addresses of an embedded envelope live for a short time.",
  description:
    "Whoever has such an address signs as that person, and it lies in Pulumi's state and in the application's store rather than in the signer's mailbox. An application can have it extended when the signer comes.",
  severity: "medium",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      maxDays: {
        description: "The most days that an address lives.",
        type: "integer",
        minimum: 1,
        maximum: 365,
        default: 7,
      },
    },
  },
  fix: "Give the signer fewer activeForDays, and extend the token when it is needed for longer.",
  check({ kind, envelope }, _context, { maxDays }: { maxDays: number }) {
    if (kind !== "embedded") return notApplicable("it is not embedded");
    return tooLong(envelope, maxDays).map(({ index, seconds }) => ({
      path: ["recipients", index, "activeForSeconds"],
      message: `is ${inDays(seconds)}; the most is ${maxDays}`,
    }));
  },
  remediate: ({ kind, envelope }, _context, { maxDays }: { maxDays: number }) =>
    kind === "embedded" ? tooLong(envelope, maxDays).map(({ index }) => livesDays(index, maxDays)) : [],
});
