import { row } from "../row.ts";
import type { Plan } from "./plan.ts";
import { called } from "./plan-text.ts";
import type { Outcome, Result } from "./result.ts";

const colours: Record<Outcome, "green" | "yellow" | "red"> = {
  done: "green",
  planned: "green",
  skipped: "yellow",
  declined: "yellow",
  refused: "red",
  unknown: "red",
  failed: "red",
  "not-tried": "red",
};

/** One result as a line, for people. */
export function resultLine({ to, outcome, message }: Result, { done }: Plan, people: boolean): string {
  const label = outcome === "done" ? done : outcome.replace("-", " ");
  const text = [called(to, people), ...(message ? [message] : [])].join(": ");
  return `${row(label, text, colours[outcome])}\n`;
}

/** All results, for programs; what is not known is null. */
export function resultsJson(
  plan: Plan,
  results: readonly Result[],
  people: boolean,
  dryRun: boolean,
): string {
  const { resource = null, envelopeId = null, host, account = null } = plan.subject;
  const report = {
    command: plan.command,
    resource,
    envelopeId,
    host,
    account,
    dryRun,
    ...plan.facts,
    nothing: plan.nothing ?? null,
    results: results.map(({ to, outcome, message = null, retryAfterSeconds = null }) => ({
      recipient: to.handle ?? null,
      recipientId: to.id ?? null,
      outcome,
      message,
      retryAfterSeconds,
      ...(people && { person: { name: to.name ?? null, email: to.email ?? null } }),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
