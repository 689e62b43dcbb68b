import { markdown } from "../../policy/formats/markdown.ts";
import { code, folded, htmlText, oneLine, text } from "../../policy/formats/markdown-text.ts";
import type { Threshold } from "../../policy/formats/report.ts";
import type { Review } from "../review.ts";
import { type EmailDetail, markdownEmails } from "./markdown-emails.ts";
import {
  type EnvelopeDetail,
  envelopeDetails,
  envelopesTable,
  type PictureUrl,
} from "./markdown-envelopes.ts";
import { changeCounts, isChanged, mailCounts, verdictWords } from "./review-words.ts";

/** GitHub takes no longer comments. */
export const maxCommentCharacters = 65_536;

/** How a review is written for a comment. */
export interface MarkdownOptions {
  /** The text is not longer; default {@link maxCommentCharacters}. Verdict and e-mails are there in any case. */
  maxCharacters?: number;
  /** Where pictures of pages are; default: there are none. */
  pictureUrl?: PictureUrl;
  /** From which level on findings fail; default: mandatory ones do. */
  threshold?: Threshold;
}

interface Detail extends EnvelopeDetail {
  emails: EmailDetail;
  others: number;
  drift: number;
  policyCharacters: number;
  failureCharacters: number;
}

const everything: Detail = {
  ...{ pictures: true, diffCharacters: 12_000, diagrams: true, changes: 200, lists: true, isTold: true },
  ...{ tableCharacters: 30_000, emails: "people", others: 50, drift: 100 },
  ...{ policyCharacters: 18_000, failureCharacters: 6_000 },
};

/** In the order in which detail is dropped; each is said in words at the end. */
const reductions: readonly { what: string; detail: Partial<Detail> }[] = [
  { what: "page pictures", detail: { pictures: false } },
  { what: "most of the changed texts", detail: { diffCharacters: 1_500 } },
  { what: "changed texts", detail: { diffCharacters: 0 } },
  { what: "who gets which later e-mail", detail: { emails: "at-once" } },
  { what: "sign order diagrams", detail: { diagrams: false } },
  { what: "documents and recipients", detail: { lists: false } },
  { what: "most changed fields", detail: { changes: 8 } },
  { what: "changed fields", detail: { changes: 0 } },
  { what: "details of envelopes", detail: { isTold: false } },
  { what: "other resources", detail: { others: 0 } },
  { what: "some of the policy's findings", detail: { policyCharacters: 6_000 } },
  { what: "most of the policy's findings", detail: { policyCharacters: 1_500 } },
  { what: "most of what happened since the last run", detail: { drift: 10 } },
  { what: "what happened since the last run", detail: { drift: 0 } },
  { what: "some envelopes", detail: { tableCharacters: 12_000 } },
  { what: "most envelopes", detail: { tableCharacters: 2_000, failureCharacters: 1_000 } },
  { what: "who gets which e-mail", detail: { emails: "envelopes" } },
  { what: "e-mails by envelope", detail: { emails: "totals" } },
];

/**
 * A review as Markdown for a comment on a pull request. First the verdict and who is e-mailed; then the envelopes, with
 * details folded; what happened since; the policy. Where that is too long, detail is dropped in a fixed order, which the
 * end of the text says. No name in it can be a mark, a link, a mention or HTML.
 */
export function reviewMarkdown(review: Review, options: MarkdownOptions = {}): string {
  const { maxCharacters = maxCommentCharacters } = options;
  let detail = everything;
  let written = write(review, detail, undefined, options);
  for (const reduction of reductions) {
    if (written.length <= maxCharacters) break;
    detail = { ...detail, ...reduction.detail };
    written = write(review, detail, reduction.what, options);
  }
  return written;
}

function write(
  review: Review,
  detail: Detail,
  lastDropped: string | undefined,
  { pictureUrl, threshold = { failOn: "mandatory", failOnUndetermined: false } }: MarkdownOptions,
): string {
  const { policy } = review;
  const blocks = [
    verdictBlock(review, detail.failureCharacters),
    markdownEmails(review, detail.emails),
    ...envelopesBlock(review, detail, pictureUrl),
    ...othersBlock(review, detail.others),
    ...driftBlock(review, detail.drift),
    ...(policy ? [markdown(policy, threshold, detail.policyCharacters).trimEnd()] : []),
    footer(review, lastDropped),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const marks = { "nothing-to-do": "✅", ready: "📨", refused: "❌", failed: "❌" } as const;

function verdictBlock(review: Review, failureCharacters: number): string {
  const { verdict, project, stack, environment, failure } = review;
  const of = [project, stack].filter(Boolean).join("/");
  const counts = [changeCounts(review), mailCounts(review)].filter(Boolean).join("; ");
  const service = environment === "production" ? "**production**" : environment && code(environment);
  return [
    `## ${marks[verdict]} Signing review${of ? ` of ${code(of)}` : ""}: ${verdictWords[verdict]}`,
    `${counts}.${service ? ` Service: ${service}.` : ""}`,
    ...(failure === undefined ? [] : [fenced(failure, failureCharacters)]),
  ].join("\n\n");
}

/** Lines as they are; the fence is longer than any in them. */
function fenced(lines: string, most: number): string {
  const shown = (lines.length > most ? `${lines.slice(0, most)}…` : lines)
    .split("\n")
    .map(oneLine)
    .join("\n");
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

function envelopesBlock(review: Review, detail: Detail, pictureUrl: PictureUrl | undefined): string[] {
  const changed = review.envelopes.filter(isChanged);
  if (changed.length === 0) return [];
  const details = changed.map((one) => envelopeDetails(one, detail, pictureUrl)).filter(Boolean);
  return ["### Envelopes", envelopesTable(changed, detail.tableCharacters), ...details];
}

function othersBlock({ others }: Review, most: number): string[] {
  if (others.length === 0 || most === 0) return [];
  const shown = others
    .slice(0, most)
    .map(({ operation, type, name }) => `- ${text(operation)} ${code(name)} (${code(type)})`);
  const more = others.length > most ? [`- … and ${others.length - most} more`] : [];
  return [folded(htmlText(`Other resources that change: ${others.length}`), [...shown, ...more].join("\n"))];
}

function driftBlock({ drift }: Review, most: number): string[] {
  if (drift.length === 0) return [];
  const shown = drift.slice(0, most).map(({ resource, what }) => `- ${code(resource)}: ${text(what)}`);
  const more = drift.length > most ? [`- … and ${drift.length - most} more`] : [];
  const note = "As of the last `pulumi up` or `pulumi refresh`: a review asks nobody.";
  return [
    folded(
      htmlText(`What happened since the envelopes were sent: ${drift.length}`),
      [note, [...shown, ...more].join("\n")].join("\n\n"),
    ),
  ];
}

function footer(
  { fingerprint, change, version, at, mask, effects }: Review,
  dropped: string | undefined,
): string {
  const { head, base, branch, isDirty } = change;
  const commits = [
    ...(head
      ? [`commit ${code(head.slice(0, 12))}${isDirty ? " **with changes that are in no commit**" : ""}`]
      : []),
    ...(branch ? [`branch ${code(branch)}`] : []),
    ...(base ? [`against ${code(base.slice(0, 12))}`] : []),
  ];
  const masked = {
    none: "",
    partial: " Names, addresses and numbers are shortened.",
    full: " Names, addresses and numbers are left out.",
  }[mask];
  return [
    "---",
    ...(dropped === undefined
      ? []
      : [
          `✂️ Cut to fit a comment, up to and including: ${dropped}. The whole report is in the other formats.`,
        ]),
    `Reviewed: ${effects.length === 1 ? "1 effect" : `${effects.length} effects`}, fingerprint ${code(fingerprint)}` +
      `${commits.length > 0 ? `; ${commits.join(", ")}` : ""}. Made ${at} by pulumi-yotisign ${text(version)}.${masked}`,
  ].join("\n\n");
}
