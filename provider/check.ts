import { fingerprint } from "../schema/canonical.ts";
import type { Effect } from "../schema/effect.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { Issue } from "../schema/issue.ts";
import { sizeIssue } from "../schema/size.ts";
import { unknownPaths } from "../schema/unknown.ts";
import { anchorsIssues } from "./anchors.ts";
import { approvalProblems, unknownProblems } from "./approval-gate.ts";
import { changedIssue } from "./changed-issue.ts";
import { closedProblems } from "./closed.ts";
import { documentsOf } from "./documents.ts";
import { inputIssues } from "./input-issues.ts";
import { withLogo } from "./logo.ts";
import { placeTags } from "./place-tags.ts";
import { policyIssues } from "./policy-gate.ts";
import { referenceIssues, referenceOf } from "./reference.ts";
import { type EnvelopeRequest, envelopeRequest, logoOf } from "./request.ts";
import { sendingOf } from "./request-effects.ts";
import type { Runtime } from "./runtime.ts";
import { sendLimitProblems } from "./send-limit.ts";
import { envelopeIssues, issueLines, validate } from "./validate.ts";

/** The inputs as Pulumi keeps them, and what is wrong with them as sentences. */
export interface CheckResult {
  inputs: IdentifiedInputs;
  issues: string[];
  /** What creating it means for people; absent: nothing, it exists, nobody can tell, or nobody asks. */
  effect?: Effect | undefined;
}

/**
 * Judges a declared envelope by everything that the service would refuse, or accept and fail later, and finds out
 * about its documents. It reads files and calls nothing.
 *
 * @param old the inputs of the last run; empty for an envelope that does not exist
 * @param declared the inputs of this run; values may be unknown
 */
export async function checkEnvelope(
  runtime: Runtime,
  old: Partial<IdentifiedInputs>,
  declared: IdentifiedInputs,
): Promise<CheckResult> {
  const oversize = sizeIssue(declared);
  // What is too deep to be judged is too deep for a result, too; Pulumi keeps no inputs that failed.
  if (oversize) {
    const inputs = { identity: declared.identity, name: "", documents: [], recipients: [] };
    return { inputs, issues: issueLines([oversize]) };
  }
  runtime.approvals.declare(declared.identity, declared);
  runtime.knownAs(old.identity, declared.identity);
  const exists = Object.keys(old).length > 0;
  const found = await withFindings(runtime, declared, old);
  const { inputs, issues } = {
    ...found,
    inputs: withReference(found.inputs, referenceOf(runtime, old, declared)),
  };
  const asSent = exists && isAsBefore(old, inputs);
  const judged = asSent
    ? steeringIssues(inputs)
    : [...referenceIssues(inputs), ...envelopeIssues(inputs), ...(await anchorsIssues(runtime, inputs))];
  const refused = asSent ? [] : await policyIssues(runtime, inputs, "checked");
  const lines = issueLines([...issues, ...judged, ...refused]);
  if (exists) return { inputs, issues: lines };
  const { closed, problems, effect } = lines.length === 0 ? creation(runtime, inputs) : nothingFound;
  const sends = !closed && !declared.adopt;
  const limit = sends ? sendLimitProblems(runtime, declared.identity) : [];
  return { inputs, issues: [...lines, ...problems, ...limit], effect };
}

const nothingFound: ReturnType<typeof creation> = { closed: false, problems: [], effect: undefined };

/** What a resource that is to be created does, and whether anything keeps it from that. */
function creation(
  runtime: Runtime,
  inputs: IdentifiedInputs,
): { closed: boolean; problems: string[]; effect: Effect | undefined } {
  const { approvals } = runtime;
  if (unknownPaths(inputs).length > 0) return { ...nothingFound, problems: unknownProblems(runtime, inputs) };
  const sent = fingerprintOf(inputs);
  approvals.awaits(inputs.identity);
  const found = closedProblems(runtime, inputs, sent);
  const stands = found.closed || approvals.standing(inputs.identity) !== undefined;
  const effect =
    stands || !runtime.approved.areAskedFor(inputs.identity)
      ? undefined
      : sendingOf(inputs, approvals.predecessor(inputs.identity));
  if (inputs.supersedes) approvals.succeeds(inputs.supersedes, inputs);
  return { ...found, problems: [...found.problems, ...approvalProblems(runtime, effect)], effect };
}

const withReference = (
  { reference: _, ...inputs }: IdentifiedInputs,
  reference: string | undefined,
): IdentifiedInputs => ({ ...inputs, ...(reference !== undefined && { reference }) });

/** The inputs with what the files they name were found to be, and what is wrong with those. */
async function withFindings(
  runtime: Runtime,
  declared: IdentifiedInputs,
  old: Partial<IdentifiedInputs>,
): Promise<{ inputs: IdentifiedInputs; issues: Issue[] }> {
  const found = await documentsOf(runtime, declared.documents, old.documents ?? []);
  const branded = await withLogo({ ...declared, documents: found.documents }, old);
  const placed = await placeTags(runtime, branded.inputs, old);
  return { inputs: placed.inputs, issues: [...found.issues, ...branded.issues, ...placed.issues] };
}

/** What is wrong with that part of an envelope that is never sent: a misspelt `onDelete` must not go unnoticed. */
const steeringIssues = (inputs: IdentifiedInputs): Issue[] =>
  inputIssues(inputs).filter(({ path }) => path[0] !== "documents");

/** What is sent is not judged again: a rule that came later must not stop every run from now on. */
function isAsBefore(old: Partial<IdentifiedInputs>, inputs: IdentifiedInputs): boolean {
  if (unknownPaths(inputs).length > 0) return false;
  try {
    return fingerprintOf(old as IdentifiedInputs) === fingerprintOf(inputs);
  } catch {
    return false;
  }
}

const fingerprintOf = (inputs: IdentifiedInputs): string => fingerprint(envelopeRequest(inputs).canonical);

/**
 * Judges an envelope once more, right before it is sent: policies may have changed it, and files may have changed,
 * since it was checked.
 *
 * @returns the request to send
 * @throws ValidationError when it must not be sent; nothing was
 */
export async function sendable(runtime: Runtime, inputs: IdentifiedInputs): Promise<EnvelopeRequest> {
  const current = await withFindings(runtime, inputs, {});
  const changed = current.inputs.documents.flatMap(({ sha256 }, index): Issue[] => {
    const planned = inputs.documents[index]?.sha256;
    return planned === undefined || sha256 === planned ? [] : [changedIssue(["documents", index])];
  });
  if (logoOf(inputs)?.sha256 !== logoOf(current.inputs)?.sha256)
    changed.push(changedIssue(["branding", "logo"]));
  // To documentsOf the planned content looks like one that the program asks for; here it is the one that was judged.
  const found = async (): Promise<Issue[]> => [
    ...current.issues,
    ...(await anchorsIssues(runtime, inputs)),
    ...(await policyIssues(runtime, current.inputs, "about to be sent")),
  ];
  validate(current.inputs, changed.length > 0 ? changed : await found());
  return envelopeRequest(current.inputs);
}
