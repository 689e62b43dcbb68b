import { appendFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Threshold } from "../../policy/formats/report.ts";
import { sarif } from "../../policy/formats/sarif.ts";
import type { PictureUrl } from "../../review/formats/markdown-envelopes.ts";
import { reviewJson } from "../../review/formats/review-json.ts";
import { reviewMarkdown } from "../../review/formats/review-markdown.ts";
import { reviewText } from "../../review/formats/review-text.ts";
import { pictureFile } from "../../review/pictures/picture-file.ts";
import type { Review } from "../../review/review.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { type FormatRequest, writeReport } from "../check/format-request.ts";
import type { CommandOutput } from "../command-output.ts";

/** The names of the formats. `summary` is Markdown, added to what GitHub shows of a job. */
export const reviewFormats = ["terminal", "markdown", "json", "sarif", "summary"] as const;

export type ReviewFormat = (typeof reviewFormats)[number];

/** What formats are written with. */
export interface ReviewWriting {
  threshold: Threshold;
  maxCharacters: number;
  /** The pictures that there are. */
  pictures: { folder: string; names: ReadonlySet<string>; url: string | undefined } | undefined;
  env: NodeJS.ProcessEnv;
  output: CommandOutput;
}

/** Writes a review in each format. Files hold names, as the mask leaves them, so nobody else may read them. */
export function writeReviews(
  requests: readonly FormatRequest<ReviewFormat>[],
  review: Review,
  writing: ReviewWriting,
): void {
  for (const { format, path } of requests) {
    if (format === "summary") {
      appendFileSync(path ?? summaryFile(writing.env), textIn("markdown", undefined, review, writing));
      continue;
    }
    const text = textIn(format, path, review, writing);
    if (path === undefined) writing.output.write(text);
    else writeReport(path, text, 0o600);
  }
}

function textIn(
  format: Exclude<ReviewFormat, "summary">,
  path: string | undefined,
  review: Review,
  { threshold, maxCharacters, pictures }: ReviewWriting,
): string {
  switch (format) {
    case "terminal":
      return reviewText(review);
    case "json":
      return reviewJson(review, threshold);
    case "sarif":
      if (review.policy) return sarif(review.policy);
      throw new ConfigError("There is nothing to write as SARIF: the preview failed, so nothing was judged.");
    case "markdown": {
      const pictureUrl = pictures && urlsOf(pictures, path);
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

function summaryFile({ GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv): string {
  if (file) return file;
  throw new ConfigError(
    "--format summary is for a job of GitHub Actions, which sets GITHUB_STEP_SUMMARY; elsewhere name a file.",
  );
}
