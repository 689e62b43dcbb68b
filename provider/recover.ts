import { createHash } from "node:crypto";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { WireEnvelopeSummary } from "../schema/generated/wire.ts";
import { resourceIn } from "../schema/urn.ts";
import { ForbiddenError, NotFoundError } from "../sdk/client/index.ts";
import type { Sending } from "./journal.ts";
import { knownDuplicates } from "./known-duplicates.ts";
import { RefusedError } from "./refusal.ts";
import { type Runtime, type Service, sendTimeoutSeconds } from "./runtime.ts";
import { senderOf } from "./sender-of.ts";
import { envelopeShape, nameShape, nearlySame } from "./shape.ts";
import { mayBeUnderWay, ownerDone, pause } from "./under-way.ts";

/** How far the service's clock may be off ours for an envelope to be taken for the one, in milliseconds. */
const clockSkew = 10 * 60_000;
const day = 24 * 60 * 60_000;
/** A clock that is off by more lets no TLS connection be made: certificates are not valid then. */
const daysBefore = 31;
const daysAfter = 92;

/**
 * Finds out what became of a sending whose answer was never seen: by waiting for the process that may still be at it,
 * then by searching the service for an envelope that is the one that was about to be sent.
 *
 * It searches as the account that sent it, where this run has that key, and otherwise as the one that the inputs name.
 *
 * @param inputs of the resource that asks; what its `duplicateOf` names is known not to be the one
 * @returns the id, recorded in the journal; undefined when nothing was sent
 * @throws RefusedError when more than one envelope fits, one that nearly does, or none that this run's keys can see while
 * another key sent it, unless `yotisign:neverSent` has its mark
 */
export async function recoverId(
  runtime: Runtime,
  sending: Sending,
  inputs: Pick<IdentifiedInputs, "account" | "duplicateOf">,
): Promise<string | undefined> {
  const service = senderOf(runtime, sending, inputs.account);
  const known = knownDuplicates(inputs);
  const journal = runtime.journal(sending.identity);
  const open = (): Sending | undefined => {
    const current = journal.reread(sending);
    return current.envelopeId || current.ending ? undefined : current;
  };
  const latest = await ownerDone(runtime, open, "sending this envelope");
  if (latest === undefined) return journal.reread(sending).envelopeId ?? undefined;
  const settled = latest + runtime.settings.searchSettleSeconds * 1000;
  const [id, ...others] = await searchFor(runtime, service, sending, { settled, known });
  if (id === undefined && isOutOfSight(runtime, service, sending)) throw otherKey(service, sending);
  if (id === undefined) return undefined;
  if (others.length > 0) throw doubt(sending, [id, ...others]);
  // Another resource with the same content took it while we looked, so it was not ours.
  if (journal.find(id)) return recoverId(runtime, sending, inputs);
  journal.accept(sending, id);
  return id;
}

/** An empty answer counts only once the service has had time to list what it accepted. */
async function searchFor(
  runtime: Runtime,
  service: Service,
  sending: Sending,
  { settled, known }: { settled: number; known: ReadonlySet<string> },
): Promise<string[]> {
  const journal = runtime.journal(sending.identity);
  const lookedAt = runtime.now();
  for (;;) {
    const early = runtime.now() < settled;
    const { found, similar } = await candidates(runtime, service, sending, known);
    // One that is being sent at this moment has no id in the journal yet, and may be what was found.
    const taken =
      found.length > 0 &&
      journal.inDoubt().some((other) => isTwinUnderWay(runtime, sending, other, lookedAt));
    if (found.length > 0 && !taken) return found;
    if (!early && !taken && similar.length > 0) throw doubt(sending, similar);
    if (!early && !taken) return [];
    const message = "Looking for an envelope that an earlier run may have sent";
    runtime.engine.show({ severity: "info", message, urn: sending.identity, ephemeral: true });
    await runtime.wait(taken ? pause : Math.min(5 * pause, Math.max(settled - runtime.now(), 1)));
  }
}

const isTwinUnderWay = (runtime: Runtime, sending: Sending, other: Sending, lookedAt: number): boolean =>
  other.id !== sending.id &&
  other.shape === sending.shape &&
  (runtime.isSending(other) || mayBeUnderWay(runtime, other, lookedAt));

/**
 * Envelopes that no journal entry stands for: `found` have the shape and were created when this one was sent, `similar`
 * were created then and differ in one part, or have the shape and were created hours or days off.
 */
async function candidates(
  runtime: Runtime,
  service: Service,
  sending: Sending,
  known: ReadonlySet<string>,
): Promise<{ found: string[]; similar: string[] }> {
  const journal = runtime.journal(sending.identity);
  const intent = Date.parse(sending.intentAt);
  const found: string[] = [];
  const similar: string[] = [];
  const lost = journal.inDoubt().filter(({ id }) => id !== sending.id);
  const last = Math.min(Math.max(intent, runtime.now()) + 2 * day, intent + daysAfter * day);
  const range = { fromDate: new Date(intent - daysBefore * day), toDate: new Date(last) };
  for await (const summary of service.client.searchEnvelopes(range)) {
    const created = Date.parse(summary.created_at ?? "");
    const inTime =
      Number.isNaN(created) || Math.abs(created - intent) <= clockSkew + sendTimeoutSeconds * 1000;
    const named =
      summary.envelope !== undefined && nameShape(summary.envelope) === sending.shape.split(" ")[0];
    // A clock may be wrong by hours (a virtual machine that slept); without its name there would be too many to look at.
    if ((!named && !inTime) || journal.find(summary.envelope_id)) continue;
    if (known.has(summary.envelope_id.toLowerCase())) continue;
    // The state tells that it is another resource's, also where the journal does not know.
    if ((runtime.approvals.holder(summary.envelope_id) ?? sending.identity) !== sending.identity) continue;
    const shape = await shapeOf(runtime, service, sending, { summary, named });
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
  { summary, named }: { summary: WireEnvelopeSummary; named: boolean },
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
    if (error instanceof ForbiddenError && isOutOfSight(runtime, service, sending))
      throw otherKey(service, sending);
    if (error instanceof ForbiddenError && !named) return "";
    if (!(error instanceof ForbiddenError)) throw error;
  }
  throw doubt(sending, [summary.envelope_id]);
}

/** What another account has, this one is not shown: not to find it says nothing, unless a person said that it is not there. */
const isOutOfSight = (runtime: Runtime, service: Service, sending: Sending): boolean =>
  sending.account !== service.account && !runtime.settings.neverSent.has(markOf(sending));

/** Stands for one sending in `yotisign:neverSent`: 12 hexadecimal digits. */
const markOf = ({ identity, intentAt }: Sending): string =>
  createHash("sha256").update(`yotisign-sending ${intentAt} ${identity}`).digest("hex").slice(0, 12);

const cutOff = ({ identity, intentAt }: Sending): string =>
  `An earlier run was cut off while it sent this envelope for the resource "${resourceIn(identity)}" (begun ${intentAt}`;

const otherKey = (service: Service, sending: Sending): RefusedError =>
  new RefusedError(
    `${cutOff(sending)}, with key ${sending.account}), and this run has key ${service.account} (fingerprints), which may ` +
      'be another account\'s. Nothing was sent. Run it once with a key of that account, or set adopt: "<id>" on the ' +
      "resource. If that account has no such envelope in Yoti Sign (look there first: if it has one, people get it twice), " +
      `say so to send it: pulumi config set yotisign:neverSent ${markOf(sending)}`,
  );

/** An envelope may be the one that was being sent, or several may. */
export class DoubtError extends RefusedError {
  readonly ids: readonly string[];

  constructor(message: string, ids: readonly string[]) {
    super(message);
    this.ids = ids;
  }
}

function doubt(sending: Sending, ids: string[]): DoubtError {
  const others =
    ids.length === 1
      ? `If it is somebody else's, set duplicateOf: "${ids[0]}" to send this one`
      : "Name those that are somebody else's in duplicateOf: [<their ids>]; with all of them named, this one is sent";
  return new DoubtError(
    `${cutOff(sending)}), and it may be ${ids.join(" or ")}. Nothing was sent. Look at ${ids.length === 1 ? "it" : "them"} ` +
      `in Yoti Sign; then set adopt: "<id>" on the resource to go on with one. ${others}`,
    ids,
  );
}
