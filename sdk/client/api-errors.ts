import { type FailedRequest, YotiSignError } from "./errors.ts";

/** What the service answered, as far as an error keeps it. */
export interface Refusal {
  status: number;
  /** The parsed body, where it was JSON. It may contain what was sent, so it is never printed. */
  body?: unknown;
  /** From the Retry-After header, where there was one. */
  retryAfterSeconds?: number | undefined;
}

/** The service answered and refused. One class for each documented status; this one for all others. */
export class ApiError extends YotiSignError {
  override get name(): string {
    return "ApiError";
  }
  readonly code: string = "API_REFUSED";
  readonly request: FailedRequest;
  readonly status: number;
  /** Codes and paths out of the answer that are safe to print, for example `invalid_email at recipients[0].email`. */
  readonly details: readonly string[];
  /** The parsed answer. Not enumerable, since it may contain personal data; do not print it. */
  declare readonly body: unknown;

  constructor(request: FailedRequest, refusal: Refusal, cure: string) {
    const details = safeDetails(refusal.body);
    const said = details.length > 0 ? ` (${details.slice(0, 5).join("; ")})` : "";
    super(
      `Could not ${request.goal}: ${request.method} ${request.path} answered ${refusal.status}${said}. ${cure}`,
    );
    this.request = request;
    this.status = refusal.status;
    this.details = details;
    Object.defineProperty(this, "body", { value: refusal.body, enumerable: false });
  }
}

/** 400: the request is malformed, for example an id that is no UUID. */
export class BadRequestError extends ApiError {
  override get name() {
    return "BadRequestError" as const;
  }
  override readonly code = "BAD_REQUEST";
}

/** 401: the service does not know the API key. */
export class UnauthorizedError extends ApiError {
  override get name() {
    return "UnauthorizedError" as const;
  }
  override readonly code = "UNAUTHORIZED";
}

/** 403: the envelope is another account's. */
export class ForbiddenError extends ApiError {
  override get name() {
    return "ForbiddenError" as const;
  }
  override readonly code = "FORBIDDEN";
}

/** 404: the service has no such envelope or recipient, or has it no longer. */
export class NotFoundError extends ApiError {
  override get name() {
    return "NotFoundError" as const;
  }
  override readonly code = "NOT_FOUND";
}

/** 409: not possible in the state the envelope is in. */
export class ConflictError extends ApiError {
  override get name() {
    return "ConflictError" as const;
  }
  override readonly code = "CONFLICT";
}

/** 410: no longer possible, for example because a limit is used up. */
export class GoneError extends ApiError {
  override get name() {
    return "GoneError" as const;
  }
  override readonly code = "GONE";
}

/** 413: the files are more than the service takes (20 MB together for an envelope, 75 MB signed offline). */
export class PayloadTooLargeError extends ApiError {
  override get name() {
    return "PayloadTooLargeError" as const;
  }
  override readonly code = "PAYLOAD_TOO_LARGE";
}

/** 422: understood, but not valid. */
export class UnprocessableError extends ApiError {
  override get name() {
    return "UnprocessableError" as const;
  }
  override readonly code = "UNPROCESSABLE";
}

/** 429: too many requests, also after waiting and repeating as long as the client was allowed to. */
export class RateLimitError extends ApiError {
  override get name() {
    return "RateLimitError" as const;
  }
  override readonly code = "RATE_LIMITED";
  /** How long the service wants to be left alone; undefined where it does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(request: FailedRequest, refusal: Refusal, cure: string) {
    super(request, refusal, cure);
    this.retryAfterSeconds = refusal.retryAfterSeconds;
  }
}

/** 500 and above, on an operation without effect: the service or a gateway before it failed. */
export class ServerError extends ApiError {
  override get name() {
    return "ServerError" as const;
  }
  override readonly code = "SERVER_FAILED";
  /** How long the service wants to be left alone; undefined where it does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(request: FailedRequest, refusal: Refusal, cure: string) {
    super(request, refusal, cure);
    this.retryAfterSeconds = refusal.retryAfterSeconds;
  }
}

const byStatus = new Map<number, [typeof ApiError, (request: FailedRequest, refusal: Refusal) => string]>([
  [400, [BadRequestError, () => "Correct what was sent; ids are UUIDs, as the service returned them."]],
  [
    401,
    [
      UnauthorizedError,
      ({ origin }) =>
        `${origin} does not accept the API key; set YOTI_SIGN_API_KEY to a key of that service.`,
    ],
  ],
  [
    403,
    [
      ForbiddenError,
      ({ origin }) =>
        `It is another account's envelope; use the YOTI_SIGN_API_KEY of the account at ${origin} that created it.`,
    ],
  ],
  [404, [NotFoundError, ({ origin }) => `${origin} has nothing under that id, or has it no longer.`]],
  [
    409,
    [ConflictError, () => "That is not possible in the state the envelope is in; read its status first."],
  ],
  [410, [GoneError, () => "That is no longer possible for this envelope."]],
  [
    413,
    [
      PayloadTooLargeError,
      () => "The files are too large: an envelope takes 20 MB in all, a document signed offline 75 MB.",
    ],
  ],
  [422, [UnprocessableError, () => "Correct the envelope; nothing was sent to its recipients."]],
  [
    429,
    [
      RateLimitError,
      (_request, { retryAfterSeconds }) =>
        `The service gets too many requests; wait${retryAfterSeconds ? ` ${retryAfterSeconds} s` : ""}, then run it again with less at once.`,
    ],
  ],
]);

/** The error that stands for a refusal of the service, by its status. */
export function apiErrorFor(request: FailedRequest, refusal: Refusal): ApiError {
  const { status } = refusal;
  const [ErrorClass, cure] = byStatus.get(status) ?? [];
  if (ErrorClass && cure) return new ErrorClass(request, refusal, cure(request, refusal));
  if (status >= 500) return new ServerError(request, refusal, "The service has a problem; try again later.");
  if (status >= 300 && status < 400)
    return new ApiError(
      request,
      refusal,
      `Redirects are not followed; is ${request.origin} the right base URL?`,
    );
  return new ApiError(request, refusal, `Is ${request.origin} the right base URL?`);
}

/** Only what looks like a code or a path by its form: the rest may be anybody's name or address. */
function safeDetails(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  const { code, errors } = body as { code?: unknown; errors?: unknown };
  const entries = Array.isArray(errors) ? errors : [];
  return [{ code }, ...entries].flatMap((entry: { code?: unknown; path?: unknown } | null) => {
    const parts = [entry?.code, entry?.path].filter(isMachineCode);
    return parts.length > 0 ? [parts.join(" at ")] : [];
  });
}

/** Written like a code or a path, and so not like a person's name or address. */
const isMachineCode = (text: unknown): text is string =>
  typeof text === "string" &&
  text.length <= 80 &&
  /^([a-z][a-z0-9]*([_.-][a-z0-9]+|\[\d+\])*|[A-Z][A-Z0-9]*(_[A-Z0-9]+)*)$/.test(text);
