/** What is to become of an envelope when the run that is killed ends well. */
export type Action = "create" | "replace" | "archive";

/**
 * How far a call has got when the kill comes. Nothing here is a matter of time: each is a request or an answer that
 * stands at the gate.
 */
export const points = {
  "before-intent": "the search before the first sending stands at the gate: nothing is in the journal yet",
  "after-intent": "the create stands at the gate: the intent is in the journal, the service has nothing",
  "request-sent": "the service has the create, and its answer stands at the gate",
  "answer-lost": "the service has the create, and its answer was cut off",
  "before-state-write": "the last answer of a create has just gone through: Pulumi's state has it not yet",
  queued: "the provider has been told that the envelope is still QUEUED",
  "archive-asked": "the archiving of what is to go stands at the gate",
  archived: "the service has archived it, and its answer stands at the gate",
  "archive-answer-lost": "the service has archived it, and its answer was cut off",
} as const;

export type Point = keyof typeof points;

/** What there is to be killed. */
export type Victim = "cli" | "provider" | "both";

export const victims: readonly Victim[] = ["cli", "provider", "both"];

const creating: readonly Point[] = [
  "before-intent",
  "after-intent",
  "request-sent",
  "answer-lost",
  "before-state-write",
  "queued",
];
const archiving: readonly Point[] = ["archive-asked", "archived", "archive-answer-lost"];

/** The points that a run of each kind comes to. */
export const pointsOf: Readonly<Record<Action, readonly Point[]>> = {
  create: creating,
  replace: [...archiving, ...creating],
  archive: archiving,
};
