import type { SentFacts } from "../../policy/subject.ts";
import type { Issue, Path } from "../../schema/issue.ts";
import type { Declaration } from "../../schema/wire-options.ts";

/** An envelope that is to be judged, wherever it was found. */
export interface Candidate {
  /** The resource's name. */
  resource: string;
  /** As check leaves it; parts may be unknown, or wrong. Undefined: all that is known are its issues. */
  declared: Declaration | undefined;
  /** Why it would not be sent, whatever the policy says. */
  issues: readonly Issue[];
  sent?: SentFacts | undefined;
  /** Where it is declared, absolute; undefined: in a program. */
  file?: string;
  /** A place as its file spells it. Default: as a program does. */
  spelled?(path: Path): Path;
  /** The line of a place as its file spells it. */
  lineOf?(path: Path): number | undefined;
}

/** What is to be judged. */
export interface Candidates {
  envelopes: readonly Candidate[];
  /** Whether they are all of a stack. */
  wholeStack: boolean;
  project: string | undefined;
  stack: string | undefined;
  /** The stack's config as a preview prints it, secrets masked; empty where it is not known. */
  config: Readonly<Record<string, string>>;
  /** Where documents are looked for, absolute. */
  folder: string;
  /** The file that stands for a program, absolute: it has no lines that are known. */
  programFile: string;
}

/** Pulumi's own order differs from run to run. */
export const byName = (envelopes: Iterable<Candidate>): Candidate[] =>
  [...envelopes].sort((one, other) => one.resource.localeCompare(other.resource, "en", { numeric: true }));

/** Whether Pulumi's type of a resource is an envelope's. */
export const isEnvelopeType = (type: unknown): boolean =>
  typeof type === "string" && /^pulumi-nodejs:dynamic\/yotisign:(Embedded)?Envelope$/.test(type);
