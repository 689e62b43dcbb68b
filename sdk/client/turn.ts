/** A request that asks for its turn. */
export interface TurnRequest {
  /** Whose it is: a 429 is said to one user of the service. Not the key itself. */
  user: string;
  /** From `Limiter.ticket`: who came first goes first, a repeated request by its first coming. */
  ticket: number;
  /** How much time it has left. */
  remainingSeconds: number;
  /** Ends the waiting. */
  signal: AbortSignal;
}

/** The turn of one request, until it is disposed of. The first that is said of its answer counts. */
export interface Turn extends Disposable {
  /**
   * The service did what it could.
   *
   * @param timedAs the kind of question where the time until now says how busy the service is
   */
  answered(timedAs?: string): void;
  /** 429: this user's requests are held back, for as long as the service says. */
  refused(retryAfterSeconds: number | undefined): void;
  /** It did not manage; where it says how long that lasts, everybody's requests are held back. */
  overloaded(retryAfterSeconds?: number): void;
}

/** The service wants to be left alone for longer than a request may wait. */
export class HeldBack extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("held back");
    this.seconds = seconds;
  }
}
