import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { WireEnvelope } from "../schema/generated/wire.ts";
import { ForbiddenError } from "../sdk/client/index.ts";
import { askUntilSettled } from "./accept.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";

/**
 * What `supersedes` names was withdrawn by the delete before this, or is what the journal or `adopt` tell of. Where neither
 * Pulumi's state nor a journal has it, nobody withdrew it.
 *
 * @throws RefusedError it is out still, also once what an earlier run asked for has had time to take effect; the client's
 * errors
 */
export async function assertWithdrawn(
  runtime: Runtime,
  { identity, supersedes, account }: IdentifiedInputs,
): Promise<void> {
  if (supersedes === undefined || runtime.approvals.isWithdrawn(supersedes)) return;
  const sending = runtime.journal(identity).find(supersedes);
  if (sending && sending.ending !== "displaced") return;
  const known = { identity, envelopeId: supersedes, ...(account !== undefined && { accountName: account }) };
  const settled = runtime.startedAt + runtime.settings.searchSettleSeconds * 1000;
  const message = `Looking whether an earlier run withdrew envelope ${supersedes}`;
  const answer = await askUntilSettled(runtime, known, { settled, message }, (now) => !isOut(now)).catch(
    (error) => {
      // Another account's, which is not this one's to withdraw either.
      if (error instanceof ForbiddenError) return undefined;
      throw error;
    },
  );
  if (isOut(answer)) throw notWithdrawn(supersedes, answer.status);
}

const isOut = (answer: WireEnvelope | undefined): answer is WireEnvelope =>
  answer !== undefined && ["QUEUED", "ACTIVE"].includes(answer.status);

const notWithdrawn = (envelopeId: string, status: string): RefusedError =>
  new RefusedError(
    `Envelope ${envelopeId}, named by supersedes, is ${status}: neither Pulumi's state nor the journal has it for this ` +
      "resource, so that it was not withdrawn. Nothing was sent. If it is this resource's, name it in adopt, too: then it is " +
      "withdrawn, and this one sent",
  );
