import { existsSync } from "node:fs";
import { ask } from "../../provider/accept.ts";
import type { Runtime } from "../../provider/runtime.ts";
import { assertSameHost, explainAccess } from "../../provider/same-service.ts";
import type { WireEnvelope } from "../../schema/generated/wire.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { findEnvelope } from "../effect/target.ts";
import type { Deployment } from "../stack-export.ts";
import type { StackEnvelope, StackState } from "../stack-state.ts";
import { receiptPath } from "./keep-receipt.ts";
import { leaving } from "./leaving.ts";
import { type PackPlace, packPaths } from "./signed-pack.ts";

/** An envelope that is to be closed. */
export interface Closing {
  known: StackEnvelope;
  /** The service's answer; undefined: it does not know the envelope any more. */
  answer: WireEnvelope | undefined;
  pack: PackPlace;
  /** Where its receipt goes, or is. */
  receipt: string;
  /** URNs of the `SignedDocuments` that leave the state with it, in the order in which they can. */
  with: readonly string[];
}

/** An envelope that is not closed, and why: the end of `nda: …`. */
export interface Unclosed {
  known: StackEnvelope;
  why: string;
}

/** Where packs and receipts are, absolute. */
export interface Folders {
  packs: string;
  receipts: string;
}

/**
 * Which envelopes a command names: by resource, URN or id.
 *
 * @param names none: all
 * @throws ConfigError the stack has none of a name, or several
 */
export const chosen = (state: StackState, names: readonly string[]): readonly StackEnvelope[] =>
  names.length === 0 ? state.envelopes : [...new Set(names.map((name) => findEnvelope(state, name)))];

/**
 * Finds out whether an envelope can be closed, by asking the service.
 *
 * @throws RefusedError it was sent to another service, or by another account; the client's errors
 */
export async function closingOf(
  known: StackEnvelope,
  runtime: Runtime,
  deployment: Deployment,
  folders: Folders,
): Promise<Closing | Unclosed> {
  const { state, urn, name } = known;
  const answer = await answerAbout(runtime, known);
  const [path = "", ...others] = packPaths(folders.packs, state.envelopeId);
  const there = [path, ...others].find(existsSync);
  const pack = { path: there ?? path, found: there !== undefined };
  const receipt = receiptPath(folders.receipts, { resource: name, envelopeId: state.envelopeId });
  const isGone = answer === undefined && state.completedAt !== null;
  const status = answer?.status ?? (isGone ? "COMPLETE" : "MISSING");
  if (status !== "COMPLETE" && status !== "COMPLETED") return { known, why: whyNot[status] };
  if (isGone && !pack.found && !existsSync(receipt))
    return { known, why: `the service does not know it any more, and there is no pack of it (${path})` };
  if (known.replacing) return { known, why: "it is being replaced; run `pulumi up` first" };
  const leaves = leaving(deployment, urn);
  return "why" in leaves ? { known, why: leaves.why } : { known, answer, pack, receipt, with: leaves.with };
}

const whyNot = {
  QUEUED: "it is still being processed (QUEUED)",
  ACTIVE: "it is not signed by everyone yet (ACTIVE)",
  ARCHIVED: "it was withdrawn (ARCHIVED); remove it from the program, and it leaves the state",
  ERRORED: "it could not be sent, because of its files (ERRORED)",
  MISSING: "the service does not know it, and it was not complete; remove it from the program",
};

async function answerAbout(runtime: Runtime, { state }: StackEnvelope): Promise<WireEnvelope | undefined> {
  if (runtime.settings.baseUrl === undefined)
    throw new ConfigError(
      "No service is chosen. Set YOTI_SIGN_BASE_URL to sandbox, production or a URL, give --base-url, or " +
        "`pulumi config set yotisign:environment sandbox`.",
    );
  assertSameHost(runtime, state);
  try {
    return await ask(runtime, state);
  } catch (error) {
    throw explainAccess(runtime, state, error);
  }
}
