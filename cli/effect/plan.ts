import type { CallOptions, YotiSignError } from "../../sdk/client/index.ts";
import type { Addressee } from "./target-recipient.ts";

/** What a plan is about. */
export interface Subject {
  /** The resource's name. */
  resource?: string | undefined;
  envelopeId?: string | undefined;
  status?: string | undefined;
  host: string;
  account: string | undefined;
}

/** One request, and whom it is for. */
export interface Step {
  to: readonly Addressee[];
  /** Does it. @returns what else is to be said */
  act(call: CallOptions): Promise<string | undefined>;
}

/** Somebody for whom nothing is done, and why: the reason continues `Partner: …`. */
export interface Skip {
  to: Addressee;
  reason: string;
}

/** What a command is about to do, in words and in steps. */
export interface Plan {
  /** The command's name. */
  command: string;
  /** What it does to how many, for example `Remind 2 recipients`. */
  title: string;
  subject: Subject;
  steps: readonly Step[];
  skips: readonly Skip[];
  /** Why there is nothing to do at all, where the skips do not say it. */
  nothing?: string;
  /** More that people want to see before: a label of up to 9 letters, and a text. */
  rows?: readonly (readonly [label: string, text: string])[];
  /** The same for programs, beside what every report has. */
  facts?: Record<string, unknown>;
  /** What must not be overlooked. */
  warnings?: readonly string[];
  /** What happens then, and whether it can be taken back. */
  effect: string;
  question: string;
  /** What was done, in one word. */
  done: string;
  /** What may have happened when nobody knows, after `Nobody knows whether `. */
  doubt: string;
  /** What a refusal of the service means here; undefined: what it means everywhere. */
  explain?(error: YotiSignError): string | undefined;
}
