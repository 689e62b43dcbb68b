import type { EnvelopeStatus } from "../../schema/envelope-state.ts";
import type { ReviewAction } from "../review.ts";
import type { EnvelopeSource, SentSource } from "../review-source.ts";
import { effectsOf } from "./effects.ts";

/** An envelope that is out for signature: withdrawing it reaches people. */
export const isOut = (sent: SentSource | undefined): sent is SentSource =>
  sent !== undefined && outStatuses.has(sent.status);

const outStatuses: ReadonlySet<EnvelopeStatus> = new Set(["ACTIVE", "QUEUED"]);

/** What happens to an envelope: what Pulumi is going to do, as the provider then does it. */
export function plannedAction(source: EnvelopeSource): ReviewAction {
  const { operation, declared, sent, issues, unknown } = source;
  const [effect] = effectsOf(source);
  if (effect) return effect.kind;
  switch (operation ?? (sent ? "same" : "create")) {
    case "create":
      if (declared?.adopt !== undefined) return "adopt";
      // Without an effect it is one that stands already, or that was closed.
      return issues.length > 0 || unknown.length > 0 || operation === undefined ? "create" : "same";
    case "replace":
      return isApproved(source) ? "replace" : "update";
    case "delete":
      // Nobody was e-mailed of one that failed.
      return sent?.status === "ERRORED" ? "delete" : "leave";
    case "update":
      return "update";
    case "same":
      return "same";
  }
}

/** A replacement that only Pulumi was asked for leaves the envelope as it is (provider/withdraw.ts). */
const isApproved = ({ declared, sent }: EnvelopeSource): boolean =>
  sent === undefined || sent.status === "ERRORED" || declared?.supersedes === sent.envelopeId;

/** Whether those who sign are told that an envelope is withdrawn. Of a deletion the API's reference says nothing. */
export const isWithdrawalTold = (action: ReviewAction, { sent }: EnvelopeSource): boolean =>
  isOut(sent) && (action === "withdraw" || (action === "replace" && sent.onDelete !== "delete"));
