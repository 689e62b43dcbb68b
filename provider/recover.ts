import type { WireEnvelopeSummary } from "../schema/generated/wire.ts";
import { ForbiddenError, NotFoundError } from "../sdk/client/index.ts";
import type { Journal, Sending } from "./journal.ts";
import { RefusedError } from "./refusal.ts";
import { type Runtime, type Service, sendTimeoutSeconds } from "./runtime.ts";
import { envelopeShape, nearlySame } from "./shape.ts";

/** How far the service's clock may be off ours, in milliseconds. */
const clockSkew = 10 * 60_000;
const pause = 500;
const day = 24 * 60 * 60_000;

/**
 * Finds out what became of a sending whose answer was never seen: by waiting for the process that may still be at it,
 * then by searching the service for an envelope that is the one that was about to be sent.
 *
 * @param accountName the account to search as, where the stack has several
 * @param name the envelope's name where it is still the one that was to be sent; narrows the search
 * @returns the id, recorded in the journal; undefined when nothing was sent
 * @throws RefusedError when more than one envelope fits, one that nearly does, or none that this
 * run's key can see while another key sent it
 */
export async function recoverId(
  runtime: Runtime,
  sending: Sending,
  { accountName, name }: { accountName: string | undefined; name: string | undefined },
): Promise<string | undefined> {
  const service = runtime.service(accountName);
  const journal = runtime.journal(sending.identity);
  const { envelopeId } = await ownerDone(runtime, journal, sending);
  if (envelopeId) return envelopeId;
  const [id, ...others] = await searchFor(runtime, service, sending, name);
  if (id === undefined && sending.account !== service.account) throw otherKey(service, sending);
  if (id === undefined) return undefined;
  if (others.length > 0) throw doubt([id, ...others]);
  // Another resource with the same content took it while we looked, so it was not ours.
  if (journal.find(id)) return recoverId(runtime, sending, { accountName, name });
  journal.accept(sending, id);
  return id;
}

/** A process that was left over when Pulumi was killed can be at its request for so long, and no longer. */
async function ownerDone(runtime: Runtime, journal: Journal, sending: Sending): Promise<Sending> {
  let current = journal.reread(sending);
  while (!current.envelopeId && !current.ending && mayBeSending(runtime, current)) {
    const message = "Waiting for an earlier run that is still sending this envelope";
    runtime.engine.show({ severity: "info", message, urn: sending.identity, ephemeral: true });
    await runtime.wait(pause);
    current = journal.reread(sending);
  }
  return current;
}

const mayBeSending = (runtime: Runtime, { ownerPid, intentAt }: Sending): boolean =>
  isRunning(ownerPid) && runtime.now() < Date.parse(intentAt) + sendTimeoutSeconds * 1000;

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** An empty answer counts only once the service has had time to list what it accepted. */
async function searchFor(
  runtime: Runtime,
  service: Service,
  sending: Sending,
  name?: string,
): Promise<string[]> {
  const journal = runtime.journal(sending.identity);
  const settled = Date.parse(sending.intentAt) + runtime.settings.searchSettleSeconds * 1000;
  for (;;) {
    const early = runtime.now() < settled;
    const { found, similar } = await candidates(runtime, service, sending, name);
    // One that is being sent at this moment has no id in the journal yet, and may be what was found.
    const taken =
      found.length > 0 && journal.inDoubt().some((other) => isTwinUnderWay(runtime, sending, other));
    if (found.length > 0 && !taken) return found;
    if (!early && !taken && similar.length > 0) throw doubt(similar);
    if (!early && !taken) return [];
    const message = "Looking for an envelope that an earlier run may have sent";
    runtime.engine.show({ severity: "info", message, urn: sending.identity, ephemeral: true });
    await runtime.wait(taken ? pause : Math.min(5 * pause, Math.max(settled - runtime.now(), 1)));
  }
}

const isTwinUnderWay = (runtime: Runtime, sending: Sending, other: Sending): boolean =>
  other.id !== sending.id &&
  other.shape === sending.shape &&
  (runtime.isSending(other) || mayBeSending(runtime, other));

/**
 * Envelopes that no journal entry stands for: `found` have the shape and were created when this one was sent, `similar`
 * were created then and differ in one part, or have the shape and were created hours or days off.
 */
async function candidates(
  runtime: Runtime,
  service: Service,
  sending: Sending,
  name?: string,
): Promise<{ found: string[]; similar: string[] }> {
  const journal = runtime.journal(sending.identity);
  const intent = Date.parse(sending.intentAt);
  const found: string[] = [];
  const similar: string[] = [];
  const lost = journal.inDoubt().filter(({ id }) => id !== sending.id);
  const range = { fromDate: new Date(intent - day), toDate: new Date(intent + 2 * day) };
  for await (const summary of service.client.searchEnvelopes(range)) {
    const created = Date.parse(summary.created_at ?? "");
    const inTime =
      Number.isNaN(created) || Math.abs(created - intent) <= clockSkew + sendTimeoutSeconds * 1000;
    const named = name !== undefined && (summary.envelope ?? name).trim() === name.trim();
    // A clock may be wrong by hours (a virtual machine that slept); without a name to go by there would be too many.
    if ((!named && !inTime) || journal.find(summary.envelope_id)) continue;
    const shape = await shapeOf(runtime, service, sending, summary);
    if (shape === sending.shape) (inTime ? found : similar).push(summary.envelope_id);
    else if (
      shape !== "" &&
      inTime &&
      nearlySame(shape, sending.shape) &&
      !lost.some((other) => other.shape === shape)
    )
      similar.push(summary.envelope_id);
  }
  return { found, similar };
}

/** The envelope's shape; empty where it cannot be the one that was sent. */
async function shapeOf(
  runtime: Runtime,
  service: Service,
  sending: Sending,
  summary: WireEnvelopeSummary,
): Promise<string> {
  try {
    for (let left = 60; left > 0; left -= 1) {
      const envelope = await service.client.getEnvelope(summary.envelope_id);
      if (envelope.status !== "QUEUED") return envelopeShape(summary.envelope ?? "", envelope);
      await runtime.wait(pause);
    }
  } catch (error) {
    if (error instanceof NotFoundError) return "";
    // A search lists the whole organisation's; only who sent an envelope may read it.
    if (error instanceof ForbiddenError && sending.account === service.account) return "";
    if (error instanceof ForbiddenError) throw otherKey(service, sending);
    throw error;
  }
  throw doubt([summary.envelope_id]);
}

/** What another account has, this one is not shown: not to find it says nothing. */
const otherKey = (service: Service, sending: Sending): RefusedError =>
  new RefusedError(
    `An earlier run was cut off while it sent this envelope with key ${sending.account}, and this run has key ` +
      `${service.account} (fingerprints), which may be another account's. Nothing was sent. Run it once with a ` +
      'key of that account, or set adopt: "<id>" on the resource; if Yoti Sign has no such envelope, give the resource ' +
      "another name",
  );

const doubt = (ids: string[]): RefusedError =>
  new RefusedError(
    `An earlier run was cut off while it sent this envelope, and it may be ${ids.join(" or ")}. Nothing was sent. ` +
      `Look at ${ids.length === 1 ? "it" : "them"} in Yoti Sign; then set adopt: "<id>" on the resource to go on with one. ` +
      `If ${ids.length === 1 ? "it is" : "all are"} somebody else's, give the resource another name to send this one`,
  );
