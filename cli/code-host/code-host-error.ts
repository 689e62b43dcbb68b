import { YotiSignError } from "../../sdk/client/index.ts";

/** What is known of a failed call to GitHub or GitLab. */
export interface CodeHostFailure {
  /** The answer's status; undefined: there was no answer. */
  status: number | undefined;
  /** Whether the same call may succeed later. */
  passes: boolean;
  /** How long the host asked to be left alone, in seconds. */
  retryAfterSeconds: number | undefined;
}

/** GitHub or GitLab did not do what was asked. The message has the call and the cure, and never the token. */
export class CodeHostError extends YotiSignError implements CodeHostFailure {
  override get name() {
    return "CodeHostError" as const;
  }
  readonly code = "CODE_HOST_FAILED";
  readonly status: number | undefined;
  readonly passes: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { status, passes, retryAfterSeconds }: CodeHostFailure) {
    super(message);
    this.status = status;
    this.passes = passes;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Takes a 404 for the word that a comment is gone. The host says so too where the token may not see it; of one that was
 * just listed, it means the first.
 *
 * @returns the answer; undefined for a 404
 */
export async function unlessGone(answer: Promise<unknown>): Promise<unknown> {
  try {
    return (await answer) ?? {};
  } catch (error) {
    if (error instanceof CodeHostError && error.status === 404) return undefined;
    throw error;
  }
}
