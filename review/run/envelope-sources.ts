import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { formatPath } from "../../schema/issue.ts";
import { fromStored, type StoredEnvelopeState } from "../../schema/stored-state.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { EnvelopeSource, PlannedOperation, SentSource } from "../review-source.ts";
import type { ReviewedRun, RunEntry, RunStep } from "./reviewed-run.ts";

/**
 * What a run tells of each envelope. The provider's entries come first: they have what Pulumi does not print. Of what is
 * no longer declared nobody asks the provider, so that is the engine's word.
 */
export function envelopeSources(run: ReviewedRun): EnvelopeSource[] {
  const entries = Map.groupBy(run.entries, ({ identity }) => identity);
  const steps = Map.groupBy(
    run.steps.filter((step) => isEnvelope(step)),
    ({ urn }) => urn,
  );
  const urns = new Set([...entries.keys(), ...steps.keys()]);
  return [...urns].map((urn) => sourceOf(urn, entries.get(urn) ?? [], steps.get(urn) ?? [], run));
}

/** Other resources that change, in the engine's order. */
export const otherChanges = ({
  steps,
}: Pick<ReviewedRun, "steps">): { operation: string; type: string; name: string }[] =>
  steps
    .filter((step) => !isEnvelope(step) && !quiet.has(step.op))
    .map(({ op, urn }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return { operation: op, type: types.split("$").at(-1) ?? "", name };
    })
    .filter(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"));

const quiet = new Set(["same", "refresh", "read", "discard", "remove-pending-replace"]);

/** Whether a step is about an envelope of either kind. */
export const isEnvelope = ({ urn }: Pick<RunStep, "urn">): boolean =>
  /[:$]pulumi-nodejs:dynamic\/yotisign:(Embedded)?Envelope::/.test(urn);

function sourceOf(
  identity: string,
  entries: readonly RunEntry[],
  steps: readonly RunStep[],
  { states, withdrawable }: ReviewedRun,
): EnvelopeSource {
  const declared = entries.flatMap((entry) => ("inputs" in entry ? [entry] : []));
  // What is replaced is checked once more, as if it were new.
  const last = declared.at(-1);
  const [stored] = steps.flatMap(({ oldState }) => (oldState ? [oldState] : []));
  const inState = states?.get(identity);
  const before =
    declared.flatMap((entry) => entry.before ?? [])[0] ?? inState?.before ?? declarationIn(stored?.inputs);
  const sent = sentOf(entries, stored?.outputs) ?? inState?.sent;
  const effect = entries.flatMap((entry) => ("effect" in entry ? [entry.effect] : [])).at(-1);
  const refused = entries.flatMap((entry) => ("refused" in entry ? [entry.refused] : []));
  const operation = operationOf(steps, last !== undefined);
  const isRetained = steps.some(({ op, oldState }) => op === "delete" && oldState?.retainOnDelete);
  return {
    identity,
    ...(operation && { operation }),
    ...(last && { declared: last.inputs }),
    ...(before && { before }),
    ...(sent && { sent }),
    issues: [...(last?.issues ?? []), ...new Set(refused)],
    unknown: unknownPaths(last?.inputs).map((path) => formatPath(path)),
    ...(effect && { effect }),
    ...(isRetained && { isRetained }),
    ...(sent && withdrawable.has(sent.envelopeId) && { mayWithdraw: true }),
  };
}

/** Undefined: the preview did not get as far. */
function operationOf(steps: readonly RunStep[], isDeclared: boolean): PlannedOperation | undefined {
  const ops = steps.map(({ op }) => op);
  if (ops.some((op) => op.includes("replace"))) return "replace";
  if (ops.includes("delete")) return isDeclared ? "replace" : "delete";
  for (const op of ["create", "update"] as const) if (ops.includes(op)) return op;
  return ops.length > 0 ? "same" : undefined;
}

/** Statuses as of the last `up` or `refresh`; the times beside them are in the outputs alone. */
function sentOf(
  entries: readonly RunEntry[],
  outputs: Record<string, unknown> | undefined,
): SentSource | undefined {
  const told = entries.flatMap((entry) => ("sent" in entry ? [entry.sent] : [])).at(-1);
  const stored = storedIn(outputs);
  if (!told) return stored;
  return { ...stored, ...told };
}

/** Of outputs that are secrets, only what is not about people is known. */
function storedIn(outputs: Record<string, unknown> | undefined): SentSource | undefined {
  if (typeof outputs?.envelopeId !== "string") return undefined;
  const record = typeof outputs.record === "string" && outputs.record !== hidden ? outputs.record : "";
  const stored = { ...(outputs as unknown as StoredEnvelopeState), record };
  const state = fromStored(stored);
  return sentSource({ ...state, recipients: Array.isArray(state.recipients) ? state.recipients : [] });
}

/** What of an envelope's outputs a review is made from. */
export function sentSource(state: EnvelopeState): SentSource {
  const { envelopeId, status, recipients, sent, completedAt, archivedAt, errors, onDelete, accountName } =
    state;
  return {
    ...{ envelopeId, status, recipients, completedAt, archivedAt },
    at: sent.at,
    signatures: recipients.filter(({ signStatus }) => signStatus === "SIGNED").length,
    ...(errors && { errors }),
    ...(onDelete && { onDelete }),
    ...(accountName !== undefined && { accountName }),
  };
}

/** Inputs as Pulumi prints them, without what is not ours; undefined where any of it is a secret. */
function declarationIn(inputs: Record<string, unknown> | undefined): Declaration | undefined {
  if (!inputs || hasHidden(inputs)) return undefined;
  const { __provider: _, ...declared } = inputs;
  return declared as unknown as Declaration;
}

/** What Pulumi prints in the place of a secret. */
const hidden = "[secret]";

/** Whether Pulumi has left out a secret of what it printed. */
export function hasHidden(value: unknown): boolean {
  if (value === hidden) return true;
  if (typeof value !== "object" || value === null) return false;
  return "4dabf18193072939515e22adb298388d" in value || Object.values(value).some(hasHidden);
}
