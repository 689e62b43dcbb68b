import type { Effect } from "../schema/effect.ts";
import { differenceFrom } from "../schema/effect-difference.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { formatPath } from "../schema/issue.ts";
import { unknownPaths } from "../schema/unknown.ts";
import type { Sending } from "./journal.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Makes sure that people have approved of an effect that this run is about to have, where the run was told what is
 * approved (`YOTI_SIGN_APPROVED`) or the stack wants that (`yotisign:requireApproval`).
 *
 * @param effect undefined: nobody would notice, so nobody has to approve
 * @throws RefusedError it is not approved, naming what differs from the nearest that is, or the file does not count in
 * this run; ConfigError the file cannot be used. Nothing was done
 */
export function assertApproved(runtime: Runtime, effect: Effect | undefined): void {
  // Whoever reviews finds out what there is to approve.
  if (!effect || runtime.review) return;
  const approval = runtime.approved.approval(effect.identity, effect);
  if (!approval && runtime.approved.isRequired(effect.identity)) throw missingRefusal();
  const difference = approval && differenceFrom(approval.effects, effect);
  if (difference === undefined) return;
  throw new RefusedError(
    `This is not what was approved on ${approval?.madeAt}: ${difference}. Nothing was done. Have it reviewed ` +
      "(`yotisign review --out`), or declare what was",
  );
}

/**
 * As {@link assertApproved}, once more for what is sent: an approval counts for one sending, also where the envelope was
 * withdrawn since.
 */
export function assertUnspent(runtime: Runtime, { identity }: IdentifiedInputs, fingerprint: string): void {
  const approval = runtime.review ? undefined : runtime.approved.approval(identity);
  if (!approval) return;
  const reachedPeople = ({ envelopeId, ending, intentAt }: Sending): boolean =>
    envelopeId !== null && ending !== "refused" && ending !== "errored" && intentAt >= approval.madeAt;
  const spent = runtime.journal(identity).sendings(identity, fingerprint).find(reachedPeople);
  if (!spent) return;
  throw new RefusedError(
    `This was sent already under the approval of ${approval.madeAt}, as envelope ${spent.envelopeId}, which was ended ` +
      "since. Nothing was sent. Have it reviewed anew to send it again: `yotisign review --out`",
  );
}

/**
 * What would be refused of an effect, while a plan is made: a preview stops there. Where the stack wants an approval and
 * none was given it is a warning, since a preview comes before the review; the run itself refuses.
 *
 * @throws ConfigError the file cannot be used
 */
export function approvalProblems(runtime: Runtime, effect: Effect | undefined): string[] {
  try {
    assertApproved(runtime, effect);
    return [];
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (runtime.settings.approved !== undefined) return [error.message];
    runtime.engine.show({ severity: "warning", message: plannedWarning, urn: effect?.identity ?? "" });
    return [];
  }
}

/**
 * What is wrong with an effect whose request has values that are not known yet: what nobody can see, nobody can approve.
 */
export function unknownProblems(runtime: Runtime, inputs: IdentifiedInputs): string[] {
  if (runtime.review || runtime.settings.approved === undefined) return [];
  const places = unknownPaths(inputs)
    .map((path) => formatPath(path))
    .join(", ");
  return [
    `Nobody can have approved of this envelope, since this is not known before the run: ${places}. Give values that are ` +
      "known, or let an earlier run make what they come from",
  ];
}

const plannedWarning =
  "This stack needs an approval (yotisign:requireApproval): a run without YOTI_SIGN_APPROVED would refuse this";

const missingRefusal = (): RefusedError =>
  new RefusedError(
    "This stack needs an approval of what it does (yotisign:requireApproval), and none was given. Nothing was done. " +
      "Have it reviewed (`yotisign review --out review.json`), and run it with YOTI_SIGN_APPROVED=review.json",
  );
