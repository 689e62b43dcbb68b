import { verdictText } from "../../policy/formats/counts.ts";
import { findingText } from "../../policy/formats/finding-text.ts";
import { oneLine } from "../../policy/formats/markdown-text.ts";
import { standing, waived } from "../../policy/formats/report.ts";
import type { Review, ReviewedEmail, ReviewedEnvelope } from "../review.ts";
import {
  actionOf,
  changeCounts,
  counted,
  isChanged,
  kindsOf,
  mailWords,
  verdictWords,
} from "./review-words.ts";

/** A review for a terminal: the verdict last, where one looks. Nothing in it can steer the terminal. */
export function reviewText(review: Review): string {
  const { envelopes, drift, lostSignatures, failure, fingerprint, others } = review;
  const changed = envelopes.filter(isChanged);
  const paragraphs = [
    ...emailsOf(review),
    ...lostSignatures.map(
      ({ resource, signatures }) => `LOST: ${counted(signatures, "signature")} of ${line(resource)}`,
    ),
    ...changed.map(envelopeText),
    ...(others.length > 0
      ? [
          block(
            "Other resources",
            others.map(({ operation, type, name }) => `${operation} ${name} (${type})`),
          ),
        ]
      : []),
    ...(drift.length > 0
      ? [
          block(
            "Since the envelopes were sent (as of the last up or refresh)",
            drift.map(({ resource, what }) => `${resource}: ${what}`),
          ),
        ]
      : []),
    ...policyText(review),
    ...(failure === undefined ? [] : [failure.split("\n").map(line).join("\n")]),
    `Fingerprint of what was reviewed: ${fingerprint}`,
    `${verdictWords[review.verdict]}: ${changeCounts(review)}`,
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

const line = oneLine;

/** Items keep their indentation. */
const block = (title: string, items: readonly string[]): string =>
  [line(title), ...items.map((item) => `  ${/^ */.exec(item)?.[0] ?? ""}${line(item.trimStart())}`)].join(
    "\n",
  );

function emailsOf({ emails, verdict }: Review): string[] {
  if (verdict === "failed") return [];
  if (emails.length === 0) return ["Nobody is e-mailed."];
  const title = verdict === "refused" ? "Who would be e-mailed, were it not refused" : "Who is e-mailed";
  return [
    block(
      title,
      kindsOf(emails).flatMap(({ kind, mails }) => {
        const { one, many, note } = mailWords[kind];
        return [`${counted(mails.length, one, many)} (${note}):`, ...mails.map(mailText)];
      }),
    ),
  ];
}

const mailText = ({ resource, recipient, name, email, by }: ReviewedEmail): string =>
  `  ${line(resource)}: ${line(recipient)}, ${[name, email].filter((part) => part !== "***").join(", ")}${
    by.includes("sms") ? " (SMS)" : ""
  }`;

function envelopeText(envelope: ReviewedEnvelope): string {
  const { resource, name, issues, unknown, signOrder, documents, changes } = envelope;
  return block(`${resource} (${name}): ${actionOf(envelope)}`, [
    ...issues.map((issue) => `refused: ${issue}`),
    ...unknown.map((place) => `known only when the program runs: ${place}`),
    ...(signOrder.length > 0 ? [`signs: ${signOrder.map((keys) => keys.join(", ")).join(" -> ")}`] : []),
    ...documents.map((document) => `document: ${document.name}${documentText(document)}`),
    ...changes.map(({ path, before = "nothing", after = "nothing" }) => `${path}: ${before} -> ${after}`),
  ]);
}

function documentText({ pages, text }: ReviewedEnvelope["documents"][number]): string {
  const facts = [
    ...(pages === undefined ? [] : [counted(pages, "page")]),
    ...(text?.available
      ? [`${counted(text.removed, "word")} removed, ${counted(text.added, "word")} added`]
      : []),
    ...(text?.available === false ? [`text not compared: ${text.why}`] : []),
  ];
  return facts.length > 0 ? ` (${facts.join("; ")})` : "";
}

function policyText({ policy }: Review): string[] {
  if (!policy) return [];
  const found = [
    ...standing(policy.judgements).map(
      ({ judgement, finding }) => [judgement.level, judgement, finding] as const,
    ),
    ...waived(policy.judgements).map(({ judgement, finding }) => ["waived", judgement, finding] as const),
  ];
  const items = found.map(
    ([level, { resource, rule }, finding]) =>
      `${level}: ${resource || "the stack"}, ${rule}: ${findingText(finding)}` +
      (finding.waiver ? `, until ${finding.waiver.expires} by ${finding.waiver.owner}` : ""),
  );
  return [block(`Policy: ${verdictText(policy)}`, items)];
}
