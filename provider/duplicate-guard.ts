import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { ownerIn, resourceIn } from "../schema/urn.ts";
import { comes } from "./handed-over.ts";
import type { Sending } from "./journal.ts";
import { knownDuplicates } from "./known-duplicates.ts";
import { DoubtError, recoverId } from "./recover.ts";
import { comparableName, possibleNames, possiblyDeclared } from "./reference.ts";
import { RefusedError } from "./refusal.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";
import { findAsSenders } from "./sender-of.ts";
import { nameShape, requestShape, samePeople } from "./shape.ts";

/** What still stands for something that people were asked to sign. */
const standing = ["QUEUED", "ACTIVE", "COMPLETE"];

/**
 * Refuses to send what is out there already: an envelope of the same name to the same people that this stack has under
 * another resource's name, or that somebody else sent in the last days (`yotisign:duplicateGuardDays`). What
 * `duplicateOf` names does not count.
 *
 * @throws RefusedError with the ids and what to type; ConfigError when the key may not search; the client's errors.
 * Nothing was sent
 */
export async function assertNoDuplicate(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<void> {
  const days = runtime.settings.duplicateGuardDays;
  if (days === 0) return;
  const known = knownDuplicates(inputs);
  const shape = requestShape(request);
  const journal = runtime.journal(inputs.identity);
  const { host } = runtime.service(inputs.account);
  await settleAbandoned(runtime, inputs, request);
  const recent = await runtime.recentEnvelopes(inputs);
  await assertNoRename(runtime, inputs, request);
  const since = runtime.now() - days * 86_400_000;
  const replaced = runtime.approvals.predecessorInState(inputs.identity);
  const rivals: Rival[] = [];
  for (const summary of recent.called(request.options.name)) {
    const { envelope_id: id, envelope = "", status = "", created_at = "" } = summary;
    if (!isNot(id, known) || !standing.includes(status) || isSameId(replaced, id)) continue;
    // The state tells that it is another resource's, also where the journal is lost.
    if ((runtime.approvals.holder(id) ?? inputs.identity) !== inputs.identity) continue;
    const sent = journal.find(id);
    // Another stack that has the same journal is like anybody else.
    const ours = sent && isOfStack(sent.identity, inputs.identity) ? sent : undefined;
    if (ours && isPresent(runtime, inputs, ours.identity)) continue;
    // One whose time is not told was found by a search that goes back so far, or to references.
    const isRecent = !(Date.parse(created_at) < since);
    if (!isRecent && (!ours || ours.ending)) continue;
    const there = await recent.shapeOf(summary);
    if (there !== undefined && !samePeople(there, shape)) continue;
    const stack = sent && !sent.ending ? ownerIn(sent.identity).stack : undefined;
    if (!ours || ours.ending) rivals.push({ id, status, name: nameShape(envelope), stack });
    else if (!(await appears(runtime, inputs, ours.identity))) throw renameRefusal(ours);
  }
  // What another resource lost the answer of is that one's to find.
  const lost = journal
    .inDoubt()
    .filter((other) => other.host === host && samePeople(other.shape, shape))
    .filter(({ identity }) => isPresent(runtime, inputs, identity));
  const unexplained = [...Map.groupBy(rivals, ({ name }) => name)].flatMap(([name, those]) =>
    those.length > lost.filter((other) => other.shape.startsWith(`${name} `)).length ? those : [],
  );
  if (unexplained.length > 0) throw duplicateRefusal(unexplained);
}

/** One that is out there, to the same people. */
interface Rival {
  id: string;
  status: string;
  /** Digest of its name, with the reference that it was sent under. */
  name: string;
  /** Another one that has it, in the same journal: it cannot be adopted from there. */
  stack: string | undefined;
}

/** @throws RefusedError this stack sent the same to the same people, and not for a resource that this run declares */
async function assertNoRename(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<void> {
  const known = knownDuplicates(inputs);
  const { host } = runtime.service(inputs.account);
  const others = runtime
    .journal(inputs.identity)
    .standing(host, requestShape(request))
    .filter(({ identity, envelopeId }) => isOfStack(identity, inputs.identity) && isNot(envelopeId, known))
    .filter(({ identity }) => !isPresent(runtime, inputs, identity));
  const find = async () => {
    const listed = await findAsSenders(runtime, others, inputs.account);
    return new Map(listed.map((summary) => [summary.envelope_id, summary]));
  };
  // Before it is asked: an answer that was under way meanwhile is not its last word.
  const askedAt = runtime.now();
  let byId = await find();
  // What was sent a moment ago may not be listed yet.
  const unlisted = others.filter(
    (other) =>
      !byId.has(other.envelopeId ?? "") &&
      !mayBeCalled(other, inputs, request) &&
      settledAt(runtime, other) > askedAt,
  );
  const appearing = await Promise.all(unlisted.map(({ identity }) => appears(runtime, inputs, identity)));
  const unclear = unlisted.filter((_, index) => !appearing[index]);
  if (unclear.length > 0) {
    const left = Math.max(...unclear.map((other) => settledAt(runtime, other))) - runtime.now();
    const message = "Waiting until the service lists what was sent a moment ago";
    runtime.engine.show({ severity: "info", message, urn: inputs.identity, ephemeral: true });
    if (left > 0) await runtime.wait(left);
    byId = await find();
  }
  for (const sending of others) {
    const summary = byId.get(sending.envelopeId ?? "");
    // Whoever withdrew it did not tell this journal.
    if (summary && !standing.includes(summary.status ?? "")) continue;
    const isAlike =
      mayBeCalled(sending, inputs, request) ||
      (summary && possiblyDeclared(summary.envelope ?? "").has(comparableName(request.options.name)));
    if (isAlike && !(await appears(runtime, inputs, sending.identity))) throw renameRefusal(sending);
  }
}

/** From when on the service lists it, in milliseconds since 1970; a clock that was ahead makes nobody wait for ever. */
const settledAt = (runtime: Runtime, { intentAt }: Sending): number =>
  Math.min(Date.parse(intentAt), runtime.now()) + runtime.settings.searchSettleSeconds * 1000;

/** Whether a sending is of this name, with the reference of its resource or without. */
const mayBeCalled = (
  { shape, identity }: Sending,
  { supersedes }: IdentifiedInputs,
  { options }: EnvelopeRequest,
): boolean =>
  possibleNames(options.name, identity, supersedes).some((name) => shape.startsWith(`${nameShape(name)} `));

/**
 * Finds out about the same envelope that was being sent for a resource which this run does not declare: nobody else will,
 * since after a rename that resource is gone. What is found then stands for it.
 */
async function settleAbandoned(
  runtime: Runtime,
  inputs: IdentifiedInputs,
  request: EnvelopeRequest,
): Promise<void> {
  const journal = runtime.journal(inputs.identity);
  const { host } = runtime.service(inputs.account);
  const wanted = requestShape(request);
  const known = knownDuplicates(inputs);
  for (const sending of journal.inDoubt()) {
    const { identity } = sending;
    // Of another stack, in a journal that both use, this run cannot know what is declared.
    if (sending.host !== host || !isOfStack(identity, inputs.identity)) continue;
    if (!samePeople(sending.shape, wanted) || !mayBeCalled(sending, inputs, request)) continue;
    if (await appears(runtime, inputs, identity)) continue;
    // What this one's duplicateOf says of an envelope is not said for the other.
    const found = await recoverId(runtime, sending, {
      ...(inputs.account && { account: inputs.account }),
    }).catch((error) => {
      if (error instanceof DoubtError && error.ids.every((id) => !isNot(id, known))) return "stays in doubt";
      throw error;
    });
    if (found === undefined && !journal.reread(sending).ending) journal.end(sending, "missing");
  }
}

const isOfStack = (one: string, other: string): boolean => {
  const [its, ours] = [ownerIn(one), ownerIn(other)];
  return its.project === ours.project && its.stack === ours.stack;
};

const isNot = (id: string | null, known: ReadonlySet<string>): boolean =>
  id !== null && !known.has(id.toLowerCase());

/** Whether this run declares a resource, or will have. */
const appears = (runtime: Runtime, inputs: IdentifiedInputs, other: string): Promise<boolean> =>
  comes(runtime, () => isPresent(runtime, inputs, other));

const isPresent = (runtime: Runtime, { identity }: IdentifiedInputs, other: string): boolean =>
  other === identity || runtime.approvals.isPresent(other);

const renameRefusal = ({ envelopeId, identity, intentAt }: Sending): RefusedError => {
  const name = resourceIn(identity);
  return new RefusedError(
    `This looks like a rename: envelope ${envelopeId}, of the same name to the same people, was sent on ${intentAt} for ` +
      `the resource "${name}", which this run does not declare. Nothing was sent. Go on with it by the resource option ` +
      `aliases: [{ name: "${name}" }] (where Pulumi's state has lost that one: declare it once more as it was, and rename it ` +
      `afterwards); or set duplicateOf: "${envelopeId}" to send another one all the same (a run with --target has to ` +
      "name both)",
  );
};

function duplicateRefusal(rivals: readonly Rival[]): RefusedError {
  const named = rivals.map(({ id, status, stack }) =>
    stack === undefined ? `${id} (${status})` : `${id} (${status}, of the stack "${stack}")`,
  );
  const [first, ...more] = rivals;
  const adoptable = rivals.find(({ stack }) => stack === undefined);
  const goOn = adoptable ? `adopt: "${adoptable.id}" on the resource to go on with it, or ` : "";
  return new RefusedError(
    `${more.length > 0 ? `${rivals.length} envelopes` : "An envelope"} of the same name to the same people ` +
      `${more.length > 0 ? "are" : "is"} out there already, and not this resource's: ${named.join(", ")}. Nothing was ` +
      `sent. Set ${goOn}duplicateOf: ${more.length > 0 ? "[<all their ids>]" : `"${first?.id}"`} to send this one all ` +
      "the same",
  );
}
