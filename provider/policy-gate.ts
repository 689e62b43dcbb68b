import { resolve } from "node:path";
import type { Context } from "../policy/context.ts";
import { type Pipeline, pipelineOf } from "../policy/host/pipeline.ts";
import { readPolicyDocuments } from "../policy/host/read-documents.ts";
import { judge } from "../policy/judge.ts";
import type { Rule } from "../policy/rule.ts";
import { type SentFacts, subjectOf } from "../policy/subject.ts";
import type { Judgement } from "../policy/verdict.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { formatPath, type Issue } from "../schema/issue.ts";
import { unknownPaths } from "../schema/unknown.ts";
import { ownerIn, resourceIn } from "../schema/urn.ts";
import { environmentOf } from "../sdk/client/index.ts";
import { envelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";

/** When an envelope is judged that is to be sent: while it is checked, or right before it leaves. */
export type Moment = "checked" | "about to be sent";

/**
 * Judges an envelope that is to be sent by the stack's policy, if it has one. What is advisory becomes a warning on the
 * resource; rules about the whole stack are the policy pack's and `yotisign check`'s.
 *
 * @returns what must not be sent: of rules that are more than advisory; where all values are known also what could not
 * be judged by them
 * @throws ConfigError, PolicyError when the policy cannot be used: nothing is sent without it then
 */
export async function policyIssues(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  moment: Moment,
): Promise<Issue[]> {
  const { judgements, rules } = await judged(runtime, inputs);
  const isKnown = unknownPaths(inputs).length === 0;
  const refuses = ({ level, verdict }: Judgement): boolean =>
    level !== "advisory" &&
    (verdict === "fail" || (verdict === "undetermined" && (isKnown || moment === "about to be sent")));
  if (moment === "checked")
    for (const judgement of judgements) if (!refuses(judgement)) warn(runtime, inputs.identity, judgement);
  const fixes = new Map(rules.map(({ name, fix }) => [name, fix]));
  return judgements
    .filter(refuses)
    .flatMap((judgement) => issuesOf(judgement, fixes.get(judgement.rule) ?? ""));
}

/**
 * Warns of what the stack's policy objects to about an envelope that was sent and is still declared as it was: a rule
 * that came later stops no run.
 *
 * @throws ConfigError, PolicyError when the policy cannot be used
 */
export async function warnOfStanding(
  runtime: Runtime,
  state: EnvelopeState,
  inputs: IdentifiedInputs,
): Promise<void> {
  if (unknownPaths(inputs).length > 0 || envelopeRequest(inputs).fingerprint !== state.sent.fingerprint)
    return;
  const { judgements } = await judged(runtime, inputs, sentFacts(state));
  for (const judgement of judgements) warn(runtime, inputs.identity, judgement);
}

async function judged(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  sent?: SentFacts,
): Promise<{ judgements: readonly Judgement[]; rules: readonly Rule[] }> {
  // Whoever reviews judges all envelopes together.
  const policy = runtime.review ? undefined : await runtime.policy();
  if (!policy) return { judgements: [], rules: [] };
  const documents = await readPolicyDocuments(runtime.documents, inputs.documents);
  const subject = subjectOf(resourceIn(inputs.identity), inputs, documents, sent);
  const { judgements } = judge([subject], policy, { context: contextOf(runtime, inputs), wholeStack: false });
  return { judgements, rules: policy.rules };
}

function sentFacts({ envelopeId, status, recipients, sent }: EnvelopeState): SentFacts {
  const witnesses = recipients.flatMap(({ key, witnessIs }) =>
    witnessIs === undefined ? [] : [{ signer: key, alsoSigns: witnessIs }],
  );
  return { envelopeId, status, at: sent.at, witnesses };
}

function contextOf(runtime: Runtime, { identity }: IdentifiedInputs): Omit<Context, "others"> {
  return {
    ...ownerIn(identity),
    environment: environmentOf(runtime.settings.baseUrl),
    now: new Date(runtime.now()),
    ...pipelineOfRun(runtime),
  };
}

/** From which branch and by whom a run is made: found out once, since Git is asked. */
function pipelineOfRun(runtime: Runtime): Pipeline {
  const known = pipelines.get(runtime) ?? pipelineOf(runtime.env, resolve());
  pipelines.set(runtime, known);
  return known;
}

const pipelines = new WeakMap<Runtime, Pipeline>();

function issuesOf({ rule, verdict, reason, findings }: Judgement, fix: string): Issue[] {
  if (verdict === "undetermined")
    return [{ path: [], message: `could not be judged by the policy's ${rule}: ${reason}` }];
  return findings
    .filter(({ waiver }) => !waiver)
    .map(({ path, message }) => ({ path, message: `${message} (policy ${rule}). ${fix}` }));
}

function warn(runtime: Runtime, urn: string, { rule, level, verdict, reason, findings }: Judgement): void {
  const show = (message: string): void => void runtime.engine.show({ severity: "warning", message, urn });
  if (verdict === "undetermined") show(`policy ${rule} (${level}): could not be judged, ${reason}`);
  for (const { path, message, waiver } of findings) {
    const waived = waiver ? `, waived until ${waiver.expires} (${waiver.owner}: ${waiver.reason})` : "";
    show(`policy ${rule} (${level}): ${`${formatPath(path)} ${message}`.trim()}${waived}`);
  }
}
