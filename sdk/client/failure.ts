import { errors } from "undici";
import {
  ConnectionError,
  type FailedRequest,
  OutcomeUnknownError,
  ResponseError,
  TimeoutError,
  YotiSignError,
} from "./errors.ts";
import { isCertificateProblem } from "./retry.ts";
import { HeldBack } from "./turn.ts";

/** The reason a call is aborted with when its total time is up. */
export class TotalTimeout extends Error {}

/**
 * What to throw for whatever ended an attempt.
 *
 * @param inDoubt the request has an effect, and bytes of it may have arrived
 * @param signal aborted with a {@link TotalTimeout}, or by the caller, whose reason is then passed on
 */
export function failureOf(
  error: unknown,
  request: FailedRequest,
  inDoubt: boolean,
  signal: AbortSignal,
): unknown {
  // A caller may abort with one of our errors, which says nothing about the request.
  if (error instanceof YotiSignError && error !== signal.reason)
    return inDoubt ? answeredInDoubt(error, request) : error;
  const reason = reasonOf(error);
  // What a parser stumbled over is a piece of the answer, and so may be personal data.
  const cause = reason === "INVALID_HTTP" ? {} : { cause: error };
  const aborted = signal.aborted && !(signal.reason instanceof TotalTimeout);
  if (inDoubt) {
    const what = aborted ? "was aborted after it began" : `broke off after it began (${reason})`;
    return new OutcomeUnknownError(request, what, aborted ? { cause: signal.reason } : cause);
  }
  if (aborted) return error;
  if (timeouts.has(reason))
    return new TimeoutError(request, reason, `${request.origin} does not answer; try again later.`, cause);
  return new ConnectionError(request, reason, connectionCure(reason, request.origin), cause);
}

/**
 * What to throw for what ended the wait for a request's turn, so that nothing was sent.
 *
 * @param error a {@link HeldBack}, a {@link TotalTimeout}, or the reason that the caller gave, which is passed on
 */
export function unsentFailure(error: unknown, request: FailedRequest): unknown {
  if (error instanceof HeldBack)
    return new TimeoutError(
      request,
      "HELD_BACK",
      `It was not sent: ${request.origin} wants to be left alone for another ${error.seconds} s, which is longer than ` +
        "this call may take. Try again then.",
    );
  if (error instanceof TotalTimeout)
    return new TimeoutError(
      request,
      "NO_TURN",
      "It was not sent: others went first until its time was up. Try again with less at once, or allow more time.",
    );
  return error;
}

/** A refusal is no doubt, unless it may be a gateway's word on a server that did the work. */
function answeredInDoubt(error: YotiSignError, request: FailedRequest): YotiSignError {
  const { status } = error as { status?: number };
  if (status === undefined || (status >= 300 && status < 500 && status !== 408)) return error;
  const what = error instanceof ResponseError ? ", but not as the API reference says" : "";
  return new OutcomeUnknownError(request, `answered ${status}${what}`, { status, cause: error });
}

const connectionCure = (reason: string, origin: string): string =>
  isCertificateProblem(reason)
    ? `TLS with ${origin} failed; NODE_EXTRA_CA_CERTS can name a certificate authority of your own.`
    : `Check that ${origin} is right and can be reached from here, through a proxy if there is one.`;

const timeouts = new Set([
  "TOTAL_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** Whether the service, or the way to it, stood still. A call's own time limit says nothing about that. */
export const isTimeout = (error: unknown): boolean =>
  !(error instanceof TotalTimeout) && timeouts.has(reasonOf(error));

function reasonOf(error: unknown): string {
  if (error instanceof TotalTimeout) return "TOTAL_TIMEOUT";
  if (error instanceof errors.HTTPParserError) return "INVALID_HTTP";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "UNKNOWN";
}
