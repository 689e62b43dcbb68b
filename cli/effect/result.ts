import {
  ApiError,
  ForbiddenError,
  OutcomeUnknownError,
  RateLimitError,
  UnauthorizedError,
  type YotiSignError,
} from "../../sdk/client/index.ts";
import { ago, moment } from "../moment.ts";
import type { Plan } from "./plan.ts";
import type { Addressee } from "./target-recipient.ts";

/** How it ended, by recipient; docs/commands.md says what each means. */
export type Outcome =
  | "done"
  | "planned"
  | "skipped"
  | "declined"
  | "refused"
  | "unknown"
  | "failed"
  | "not-tried";

/** What became of one recipient. */
export interface Result {
  to: Addressee;
  outcome: Outcome;
  /** What else is to be said, in words. */
  message?: string | undefined;
  /** How long the service wants to be left alone about them. */
  retryAfterSeconds?: number | undefined;
}

/** The results that leave something for a person to mend. */
const bad: ReadonlySet<Outcome> = new Set(["refused", "unknown", "failed", "not-tried"]);

/** 0: all was done; 1: nothing, or not for everybody, and nothing went wrong; 2: something did. */
export function exitCodeOf(results: readonly Result[]): 0 | 1 | 2 {
  if (results.some(({ outcome }) => bad.has(outcome))) return 2;
  return results.length > 0 && results.every(({ outcome }) => outcome === "done" || outcome === "planned")
    ? 0
    : 1;
}

/** What an error means for those whom a step was for. @param now milliseconds since 1970 */
export function failedResult(error: YotiSignError, plan: Plan, now: number): Omit<Result, "to"> {
  if (error instanceof OutcomeUnknownError) return { outcome: "unknown", message: inDoubt(error, plan) };
  if (!(error instanceof ApiError)) return { outcome: "failed", message: error.message };
  const message = plan.explain?.(error);
  if (!(error instanceof RateLimitError)) return { outcome: "refused", message: message ?? error.message };
  const { retryAfterSeconds = 60 } = error;
  const then = new Date(now + retryAfterSeconds * 1000).toISOString();
  const again = `Run it again ${ago(then, now)} (${moment(then)}).`;
  return {
    outcome: "refused",
    message: `${message ?? "The service gets too many requests."} ${again}`,
    retryAfterSeconds,
  };
}

/** Whether the next request would end in the same way, or in the same doubt. */
export const stopsAll = (error: YotiSignError): boolean =>
  !(error instanceof ApiError) || error instanceof UnauthorizedError || error instanceof ForbiddenError;

function inDoubt({ request, status }: OutcomeUnknownError, { doubt }: Plan): string {
  const what = status === undefined ? "broke off after it began" : `answered ${status}`;
  return (
    `Nobody knows whether ${doubt}: ${request.method} ${request.path} ${what}. It may have been, so it is not repeated; ` +
    "find out before you run this again."
  );
}
