import { appendFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Threshold } from "../../policy/formats/report.ts";
import { sarif } from "../../policy/formats/sarif.ts";
import type { PictureUrl } from "../../review/formats/markdown-envelopes.ts";
import { reviewJson } from "../../review/formats/review-json.ts";
import { reviewMarkdown } from "../../review/formats/review-markdown.ts";
import { reviewText } from "../../review/formats/review-text.ts";
import { type HtmlReportOptions, htmlReport } from "../../review/html/html-report.ts";
import { pictureFile } from "../../review/pictures/picture-file.ts";
import type { Review } from "../../review/review.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { completed, type FormatRequest, writeReport } from "../check/format-request.ts";
import type { CommandOutput } from "../command-output.ts";

/** The names of the formats. `summary` is Markdown, added to what GitHub shows of a job. */
export const reviewFormats = ["terminal", "markdown", "html", "json", "sarif", "summary"] as const;

export type ReviewFormat = (typeof reviewFormats)[number];

/** What formats are written with. */
export interface ReviewWriting {
  threshold: Threshold;
  maxCharacters: number;
  /** The pictures that there are. */
  pictures: { folder: string; names: ReadonlySet<string>; url: string | undefined } | undefined;
  /** What HTML shows beside the review. */
  shown: HtmlReportOptions;
  output: CommandOutput;
}

/**
 * What is to be written, and where the summary of a job goes.
 *
 * @throws ConfigError as `completed`; a summary is asked for where there is none
 */
export const completedReviews = (
  requests: readonly FormatRequest<ReviewFormat>[],
  { GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv,
): FormatRequest<ReviewFormat>[] =>
  completed<ReviewFormat>(
    requests.map((request) => {
      if (request.format !== "summary" || request.path !== undefined) return request;
      if (file) return { ...request, path: file };
      throw new ConfigError(
        "--format summary is for a job of GitHub Actions, which sets GITHUB_STEP_SUMMARY; elsewhere name a file.",
      );
    }),
  );

/**
 * Writes a review in each format; without a judgement there is no SARIF, which would say that all is well. Files hold
 * names, as the mask leaves them, so nobody else may read them.
 */
export function writeReviews(
  requests: readonly FormatRequest<ReviewFormat>[],
  review: Review,
  writing: ReviewWriting,
): void {
  for (const { format, path } of requests) {
    const text = textIn(format, path, review, writing);
    if (text === undefined) continue;
    if (path === undefined) writing.output.write(text);
    else if (format === "summary") appendFileSync(path, text);
    else writeReport(path, text, 0o600);
  }
}

function textIn(
  format: ReviewFormat,
  path: string | undefined,
  review: Review,
  { threshold, maxCharacters, pictures, shown }: ReviewWriting,
): string | undefined {
  switch (format) {
    case "terminal":
      return reviewText(review);
    case "html":
      return htmlReport(review, shown);
    case "json":
      return reviewJson(review, threshold);
    case "sarif":
      return review.policy && sarif(review.policy);
    case "summary":
    case "markdown": {
      // A summary is shown elsewhere than where the files are.
      const isShown = pictures && (format === "markdown" || pictures.url !== undefined);
      const pictureUrl = isShown && urlsOf(pictures, path);
      return reviewMarkdown(review, { threshold, maxCharacters, ...(pictureUrl && { pictureUrl }) });
    }
  }
}

/** Pictures are linked from where they are seen from the report, or from where they will be put. */
function urlsOf(
  { folder, names, url }: NonNullable<ReviewWriting["pictures"]>,
  path: string | undefined,
): PictureUrl {
  const beside = relative(dirname(resolve(path ?? "report.md")), resolve(folder)).replaceAll(sep, "/");
  return (envelope, document, page) => {
    const name = pictureFile(envelope, document, page)?.name;
    if (name === undefined || !names.has(name)) return undefined;
    return url === undefined ? join(beside, name).replaceAll(sep, "/") : `${url.replace(/\/$/, "")}/${name}`;
  };
}
