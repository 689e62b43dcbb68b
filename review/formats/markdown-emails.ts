import { code, text } from "../../policy/formats/markdown-text.ts";
import type { Review, ReviewedEmail } from "../review.ts";
import { counted, kindsOf, mailWords } from "./review-words.ts";

/**
 * How exactly e-mails are told: each person; who is e-mailed at once, and of the others how many of each envelope; how
 * many of each envelope; how many in all.
 */
export type EmailDetail = "people" | "at-once" | "envelopes" | "totals";

/** Who is e-mailed and what: what cannot be undone first. */
export function markdownEmails(review: Review, detail: EmailDetail): string {
  const { emails, verdict } = review;
  const intro = introOf(verdict, emails.length);
  const kinds = kindsOf(emails).map(({ kind, mails }) => {
    const { one, many, note } = mailWords[kind];
    const sms = mails.filter(({ by }) => by.includes("sms")).length;
    const also = sms > 0 ? `, ${sms === mails.length ? "all" : sms} by SMS` : "";
    const isFinal = kind === "withdrawal" || kind === "reassignment";
    const head = `${isFinal ? "⚠️ " : ""}**${counted(mails.length, one, many)}** (${note}${also})`;
    const isLater = kind === "later" || kind === "copy";
    const isCounted = detail === "envelopes" || (detail === "at-once" && isLater);
    return [`- ${head}`, ...(detail === "totals" ? [] : byEnvelope(mails, isCounted))].join("\n");
  });
  return ["### Who is e-mailed", intro, ...(kinds.length > 0 ? [kinds.join("\n")] : []), ...lost(review)]
    .filter(Boolean)
    .join("\n\n");
}

function introOf(verdict: Review["verdict"], count: number): string {
  if (verdict === "failed") return "There is no plan, so nobody knows who would be e-mailed.";
  if (count === 0) return "Nobody is e-mailed by this change.";
  return verdict === "refused"
    ? "Nobody, as it stands: a run would be refused. Once that is mended:"
    : "This change e-mails:";
}

function byEnvelope(mails: readonly ReviewedEmail[], isCounted: boolean): string[] {
  return [...Map.groupBy(mails, ({ resource }) => resource)].map(([resource, all]) => {
    if (isCounted) return `  - ${code(resource)}: ${all.length}`;
    return `  - ${code(resource)}: ${all.map(personText).join(", ")}`;
  });
}

/** `Partner (Pat Example, pat@example.com, by SMS, too)` */
function personText({ recipient, name, email, by }: ReviewedEmail): string {
  const facts = [
    ...(name === "***" ? [] : [name]),
    ...(email === "***" ? [] : [email]),
    ...(by.includes("sms") ? [by.length > 1 ? "by e-mail and SMS" : "by SMS"] : []),
  ].filter(Boolean);
  return facts.length > 0 ? `${code(recipient)} (${text(facts.join(", "))})` : code(recipient);
}

function lost({ lostSignatures }: Review): string[] {
  if (lostSignatures.length === 0) return [];
  const count = lostSignatures.reduce((sum, { signatures }) => sum + signatures, 0);
  const where = lostSignatures
    .slice(0, 20)
    .map(({ resource, signatures }) => `${signatures} of ${code(resource)}`);
  const more = lostSignatures.length > 20 ? [`${lostSignatures.length - 20} more envelopes`] : [];
  return [
    `⚠️ **${counted(count, "signature")} that ${count === 1 ? "was" : "were"} given ${count === 1 ? "is" : "are"} lost**: ` +
      `${[...where, ...more].join(", ")}.`,
  ];
}
