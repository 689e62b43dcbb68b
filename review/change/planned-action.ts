import type { EnvelopeStatus } from "../../schema/envelope-state.ts";
import type { ReviewAction } from "../review.ts";
import type { EnvelopeSource, SentSource } from "../review-source.ts";
import { contactEdits } from "./contact-edits.ts";
import type { WrittenEnvelope } from "./written-envelope.ts";

/** An envelope that is out for signature: withdrawing it reaches people. */
export const isOut = (sent: SentSource | undefined): sent is SentSource =>
  sent !== undefined && outStatuses.has(sent.status);

const outStatuses: ReadonlySet<EnvelopeStatus> = new Set(["ACTIVE", "QUEUED"]);

/** What happens to an envelope: what Pulumi is going to do, as the provider then does it. */
export function plannedAction(
  source: EnvelopeSource,
  now: WrittenEnvelope,
  before: WrittenEnvelope,
): ReviewAction {
  const { operation, declared, sent } = source;
  switch (operation ?? (sent ? "same" : "create")) {
    case "create":
      return declared?.adopt === undefined ? "create" : "adopt";
    case "replace":
      return isApproved(source) ? "replace" : "update";
    case "delete":
      return endOf(source);
    case "update":
      return isOut(sent) && contactEdits(sent, now, before).length > 0 ? "reassign" : "update";
    case "same":
      return "same";
  }
}

/** A replacement that only Pulumi was asked for leaves the envelope as it is (provider/withdraw.ts). */
const isApproved = ({ declared, sent }: EnvelopeSource): boolean =>
  sent === undefined || sent.status === "ERRORED" || declared?.supersedes === sent.envelopeId;

/** How an envelope ends that is no longer declared. */
function endOf({ before, sent, isRetained }: EnvelopeSource): ReviewAction {
  const { onDelete } = before ?? {};
  if (isRetained || onDelete === "retain" || !sent) return "leave";
  switch (sent.status) {
    case "ARCHIVED":
    case "MISSING":
      return "leave";
    case "ERRORED":
      return "delete";
    // It is deleted only where its verified pack is at hand, which only the run itself can tell.
    case "COMPLETE":
      return onDelete === "delete" ? "delete" : "leave";
    default:
      return onDelete === "delete" ? "delete" : "withdraw";
  }
}

/** Whether those who sign are told that an envelope is withdrawn. Of a deletion the API's reference says nothing. */
export const isWithdrawalTold = (action: ReviewAction, { before, sent }: EnvelopeSource): boolean =>
  isOut(sent) && (action === "withdraw" || (action === "replace" && before?.onDelete !== "delete"));
