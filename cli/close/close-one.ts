import { dirname } from "node:path";
import { ConfigError, YotiSignError } from "../../sdk/client/index.ts";
import type { PackProblem } from "../../verify/index.ts";
import type { Outcome } from "../effect/result.ts";
import { askPulumi, type PulumiCall } from "../pulumi-cli.ts";
import type { ExportedResource } from "../stack-export.ts";
import type { Closing } from "./closing.ts";
import { isAbout, keepReceipt, receiptAt } from "./keep-receipt.ts";
import { makeReceipt, type SignersChoice } from "./make-receipt.ts";
import { judgedPack, type PackSource } from "./signed-pack.ts";

/** What became of an envelope that was to be closed. */
export interface Closed {
  outcome: Outcome;
  /** What else is to be said, in words. */
  message?: string;
  /** What is wrong with its pack. */
  problems?: readonly PackProblem[];
  /** Whether nothing more is to be tried. */
  stopsAll?: boolean;
}

/** What closing goes by, beside the envelope. */
export interface ClosingWays extends PackSource {
  call: PulumiCall;
  signers: SignersChoice;
  resource: ExportedResource | undefined;
}

/**
 * Closes one envelope: verifies its pack, writes its receipt, and only then drops it from the state. What was done by a
 * run that was cut off is not done again.
 */
export async function closeOne(closing: Closing, ways: ClosingWays): Promise<Closed> {
  try {
    const refused = await keptReceipt(closing, ways);
    if (refused) return refused;
    ways.signal.throwIfAborted();
    // One after the other: older releases of Pulumi take one at a time.
    for (const urn of [...closing.with, closing.known.urn])
      await askPulumi(["state", "delete", urn, "--yes"], ways.call);
    return { outcome: "done", message: `receipt ${closing.receipt}` };
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    return { outcome: "failed", message: error.message, stopsAll: ways.signal.aborted };
  }
}

/** Makes sure that the receipt is there. @returns why it is not */
async function keptReceipt(closing: Closing, ways: ClosingWays): Promise<Closed | undefined> {
  const { known, pack: place, receipt: path } = closing;
  const { state, urn } = known;
  const { envelopeId, host, sent } = state;
  const there = await receiptAt(path);
  const about = { envelopeId, urn, service: host, fingerprint: sent.fingerprint };
  if (there === null || (there && !isAbout(there, about)))
    throw new ConfigError(
      `${path} is there already and says something else. Nothing is written over: move it away if it is wrong.`,
    );
  // An earlier run verified a pack that is kept elsewhere by now.
  if (there && !place.found) return undefined;
  const pack = await judgedPack(place, state, ways.resource, ways);
  const { problems } = pack.report;
  if (problems.length > 0)
    return {
      outcome: "refused",
      message: `its pack ${pack.path} is not what it should be, so it stays in the state`,
      problems,
    };
  const at = ways.runtime.now();
  const { answer } = closing;
  const roots = ways.roots ? "given" : "system";
  const folder = dirname(path);
  await keepReceipt(
    path,
    makeReceipt({ urn, state, answer, pack, signers: ways.signers, roots, at, folder }),
  );
  return undefined;
}
