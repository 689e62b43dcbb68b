import type { Subject } from "./subject.ts";

/** What a rule may know beside the envelope. */
export interface Context {
  /** The Pulumi project; undefined: there is none. */
  project?: string | undefined;
  /** The Pulumi stack; undefined: there is none. */
  stack?: string | undefined;
  /** Where it is sent to: `production`, `sandbox` or a base URL; undefined: not chosen yet. */
  environment?: string | undefined;
  /** The moment of judging. */
  now: Date;
  /** The Git branch it is sent from; undefined: not known. */
  branch?: string | undefined;
  /** Whether it comes from a fork of the repository, whose branches are others'; undefined: not known. */
  isFork?: boolean | undefined;
  /** Whether files differ from the commit that is checked out; undefined: not known. */
  isDirty?: boolean | undefined;
  /** Who runs it, as the pipeline says; undefined: not known. */
  actor?: string | undefined;
  /** The stack's other envelopes, as far as they are known; empty where one is judged alone. */
  others: readonly Subject[];
  /** E-mails of withdrawal that the run is going to cause, where that is known. */
  withdrawalEmails?: number | undefined;
}
