import type { Trace } from "./person.ts";

/** A place that holds something about a person. */
export interface Place {
  kind: "state" | "state-copy" | "journal" | "receipt" | "pack" | "config" | "service" | "source";
  /** Where it is: a resource and path, a file, an envelope's address. */
  where: string;
  holds: readonly Trace[];
  /** Whether it is kept encrypted. `unknown`: it may hold the person, and cannot be looked into. */
  encrypted: boolean | "unknown";
  /** What removes it: a command, or what to do. */
  remedy: string;
}

/** What was found, and what could not be looked at. */
export interface Findings {
  places: Place[];
  /** Places that failed to be looked at, as sentences. */
  failures: string[];
  /** What nobody can look at from here, as sentences. */
  notes: string[];
}
