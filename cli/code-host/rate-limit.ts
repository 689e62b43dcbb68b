import { parseRetryAfter } from "../../sdk/client/retry.ts";

/** Headers of an answer, as undici has them. */
export type AnswerHeaders = Record<string, string | string[] | undefined>;

/**
 * Tells a rate limit from a refusal, and how long to wait. GitHub answers 403 or 429 for its limits, GitLab 429. Where
 * GitHub says nothing of when, its documentation asks for a minute at least.
 *
 * @param documentationUrl what GitHub's answer refers to: the page on limits, or that of the call
 * @param now milliseconds since 1970
 * @returns seconds to wait; undefined where it is no rate limit
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimitSeconds(
  status: number,
  headers: AnswerHeaders,
  documentationUrl: unknown,
  now: () => number,
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const asked = parseRetryAfter(headers["retry-after"], headers.date, now);
  if (asked !== undefined) return asked;
  if (headers["x-ratelimit-remaining"] === "0" || headers["ratelimit-remaining"] === "0") {
    const reset = Number(headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"]);
    if (Number.isFinite(reset)) return Math.max(1, reset - serverSeconds(headers, now));
  }
  const refersToLimits = typeof documentationUrl === "string" && /rate-?limit/i.test(documentationUrl);
  return status === 429 || refersToLimits ? 60 : undefined;
}

/** The host's own clock, where it tells: its reset is by that. */
function serverSeconds({ date }: AnswerHeaders, now: () => number): number {
  const told = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return (Number.isNaN(told) ? now() : told) / 1000;
}
