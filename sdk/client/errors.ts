import { formatPath, type Issue } from "../../schema/issue.ts";

/**
 * The base of every error this package throws on purpose. `code` is stable and made for programs; `message` says what
 * failed and what to do next, and never contains a key, a document, or anybody's name or e-mail address.
 */
export abstract class YotiSignError extends Error {
  /** Stable across releases; nothing should match on the message. */
  abstract readonly code: string;
}

/** The request an error is about, as far as it may be printed. */
export interface FailedRequest {
  /** The operation's name, for example `createEnvelope`. */
  operation: string;
  /** What it was to achieve, after "Could not": "create the envelope". */
  goal: string;
  method: string;
  /** The path without query; an id of an envelope or a recipient may be in it. */
  path: string;
  /** The service, as `https://host:port`. */
  origin: string;
}

/** Configuration is missing or unusable: a key, a base URL, a proxy. Nothing was sent. */
export class ConfigError extends YotiSignError {
  override get name() {
    return "ConfigError" as const;
  }
  readonly code = "CONFIG_INVALID";
}

/** What was asked for is not valid, as found on this side. Nothing was sent. */
export class ValidationError extends YotiSignError {
  override get name() {
    return "ValidationError" as const;
  }
  readonly code = "VALIDATION_FAILED";
  /** What is wrong, and where. */
  readonly issues: readonly Issue[];

  /**
   * @param what what was refused, for example "The envelope cannot be sent"
   * @param issues at least one; their messages must not repeat personal data
   * @param options `rename` is applied to each property name where issues are printed
   */
  constructor(
    what: string,
    issues: readonly Issue[],
    options: ErrorOptions & { rename?: (name: string) => string } = {},
  ) {
    const { rename, ...errorOptions } = options;
    super(`${what}: ${issues.map((issue) => issueText(issue, rename)).join("; ")}.`, errorOptions);
    this.issues = issues;
  }
}

const issueText = ({ path, message }: Issue, rename?: (name: string) => string): string =>
  `${formatPath(path, rename)} ${message}`.trim().replace(/\.$/, "");

/**
 * The service could not be reached, or broke off. Nothing that has an effect arrived there, but for a delete, which can
 * simply be repeated.
 */
export class ConnectionError extends YotiSignError {
  override get name(): string {
    return "ConnectionError";
  }
  readonly code: string = "CONNECTION_FAILED";
  readonly request: FailedRequest;
  /** The system's or the HTTP library's code, for example `ECONNREFUSED`. */
  readonly reason: string;

  constructor(request: FailedRequest, reason: string, cure: string, options?: ErrorOptions) {
    super(
      `Could not ${request.goal}: ${request.method} ${request.path} failed (${reason}). ${cure}`,
      options,
    );
    this.request = request;
    this.reason = reason;
  }
}

/** The service did not answer in time. Nothing that has an effect arrived there, but for a delete. */
export class TimeoutError extends ConnectionError {
  override get name() {
    return "TimeoutError" as const;
  }
  override readonly code = "TIMED_OUT";
}

/**
 * A request that has an effect may have arrived, and whether it took effect is not known: the connection broke or
 * timed out after sending began, the call was aborted then, or a gateway answered. It is not repeated, since e-mails
 * cannot be unsent. It is no {@link ConnectionError}, so that nobody who retries those retries this.
 */
export class OutcomeUnknownError extends YotiSignError {
  override get name() {
    return "OutcomeUnknownError" as const;
  }
  readonly code = "OUTCOME_UNKNOWN";
  readonly request: FailedRequest;
  /** The status of the answer that left the doubt, where there was one. */
  readonly status: number | undefined;

  constructor(request: FailedRequest, what: string, options: ErrorOptions & { status?: number }) {
    super(
      `It is not known whether the service managed to ${request.goal}: ${request.method} ${request.path} ${what}. ` +
        "It is not repeated, since that could e-mail people twice; look at what the service has before you try again.",
      { cause: options.cause },
    );
    this.request = request;
    this.status = options.status;
  }
}

/** A successful answer that is not what the API reference says. */
export class ResponseError extends YotiSignError {
  override get name() {
    return "ResponseError" as const;
  }
  readonly code = "RESPONSE_INVALID";
  readonly request: FailedRequest;
  readonly status: number;
  /** What the schema has against it; empty where the answer could not be read at all. */
  readonly issues: readonly Issue[];

  constructor(request: FailedRequest, status: number, what: string, issues: readonly Issue[] = []) {
    const found = issues.slice(0, 3).map((issue) => issueText(issue));
    super(
      `Could not ${request.goal}: ${request.method} ${request.path} answered ${status}, but ${[what, ...found].join("; ")}. ` +
        `Is ${request.origin} really the Yoti Sign API, with no other server in between?`,
    );
    this.request = request;
    this.status = status;
    this.issues = issues;
  }
}

/** The service accepted an envelope and then could not use its files (ERRORED). Nobody was e-mailed. */
export class EnvelopeFailedError extends YotiSignError {
  override get name() {
    return "EnvelopeFailedError" as const;
  }
  readonly code = "ENVELOPE_FAILED";
}

/** An envelope that was accepted was not processed in the time allowed for waiting. The service has it. */
export class DeadlineError extends YotiSignError {
  override get name() {
    return "DeadlineError" as const;
  }
  readonly code = "DEADLINE_PASSED";
}
