import { isNamed, witnessOf } from "../envelope/envelope.ts";
import { linkExpiresAt } from "../envelope/sign-envelope.ts";
import { codesAreUsedUp, needsCode } from "./code-limits.ts";
import { identityCheckOf, identityState } from "./identity-check.ts";
import type { OpenedLink } from "./opened-link.ts";

/** What somebody who opens a signing link is shown, or has to do next. */
export type Stage =
  | "verify-phone"
  | "verify-identity"
  | "verify-age"
  | "sign"
  | "name-witness"
  | "signed"
  | "expired"
  | "waiting"
  | "closed"
  | "cannot-sign";

/** Where the person whose link was opened stands. */
export function stageOf(link: OpenedLink): Stage {
  const { envelope, recipient, now } = link;
  const { status } = envelope;
  if (status === "ARCHIVED" || status === "ERRORED") return "closed";
  if (recipient.signedAt !== null) return "signed";
  if (status === "COMPLETE") return "closed";
  const expiresAt = linkExpiresAt(recipient);
  if (expiresAt === null) return "waiting";
  if (now >= expiresAt) return "expired";
  return checkStage(link) ?? signStage(link);
}

/** Tells whether the documents are shown: not before the checks that come first, and not by a link that is dead. */
export const showsDocuments = (stage: Stage, { recipient }: OpenedLink): boolean =>
  stage === "sign" ||
  stage === "name-witness" ||
  stage === "signed" ||
  (stage === "verify-identity" && recipient.progress.submittedAt !== null);

/** What comes before the documents are seen, if anything is left of it. */
function checkStage({ envelope, recipient, now, sessionLimit }: OpenedLink): Stage | undefined {
  const { asked, progress } = recipient;
  if (needsCode(envelope, recipient)) return codesAreUsedUp(recipient, now) ? "cannot-sign" : "verify-phone";
  if (asked.auth_type === "sign-auth" && progress.appVerifiedAt === null) return "verify-identity";
  const identity = identityState(recipient, sessionLimit);
  if (identity === "blocked") return "cannot-sign";
  if (identity === "open" && identityCheckOf(recipient)?.when === "before_viewing") return "verify-identity";
  if (asked.verification?.age && progress.age !== "pass")
    return progress.age === null ? "verify-age" : "cannot-sign";
  return undefined;
}

function signStage({ envelope, recipient, sessionLimit }: OpenedLink): Stage {
  if (recipient.progress.submittedAt === null) return "sign";
  if (identityState(recipient, sessionLimit) === "open") return "verify-identity";
  const witness = witnessOf(envelope, recipient);
  return witness && !isNamed(witness) ? "name-witness" : "sign";
}
