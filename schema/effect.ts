import type { EnvelopeState } from "./envelope-state.ts";

/**
 * What a run would do to the world for one resource, in so far as people notice: somebody is e-mailed, or what was sent
 * is no longer there. What only steers the provider, takes over an envelope or drops one from the state is none.
 */
export type Effect = SendEffect | ReplaceEffect | ReassignEffect | WithdrawEffect;

interface AboutResource {
  /** The resource's URN: project, stack, type and name. */
  identity: string;
  /** As which of the stack's accounts; absent: its own. */
  account?: string;
}

interface AboutRequest extends AboutResource {
  /** Fingerprint of the canonical request, documents by their SHA-256: of a reassignment, as it is then. */
  fingerprint: string;
  parts: RequestParts;
}

/**
 * A short digest of each part of a request, by its place as a program names it: `documents[0]`, `message`,
 * `recipients["Partner"].tags`. They tell what differs, where fingerprints do: 12 bits, too little to find a name or a
 * number by.
 */
export type RequestParts = Record<string, string>;

/** An envelope is sent: its first sign group is invited. */
export interface SendEffect extends AboutRequest {
  kind: "create";
}

/** An envelope is withdrawn, which e-mails every signer, and another is sent in its place. */
export interface ReplaceEffect extends AboutRequest {
  kind: "replace";
  /** The one that is withdrawn; one that is complete, failed or withdrawn already is left as it is, or deleted. */
  envelopeId: string;
}

/** Recipients are edited in place: a changed e-mail makes the request somebody else's, who is invited. */
export interface ReassignEffect extends AboutRequest {
  kind: "reassign";
  envelopeId: string;
}

/** An envelope that is no longer declared is archived, which e-mails every signer, or deleted. */
export interface WithdrawEffect extends AboutResource {
  kind: "withdraw" | "delete";
  envelopeId: string;
}

/**
 * What removing an envelope from its stack means for people, by its outputs: its status, and what the program last said
 * of `onDelete`.
 *
 * @returns undefined: nobody notices. It is retained, or withdrawn, deleted or failed already (nobody was e-mailed), or
 * it is complete and stays at the service
 */
export function withdrawalOf(
  state: Pick<EnvelopeState, "identity" | "accountName" | "envelopeId" | "status" | "onDelete">,
): WithdrawEffect | undefined {
  const { identity, accountName, envelopeId, status, onDelete } = state;
  if (onDelete === "retain" || status === "ARCHIVED" || status === "MISSING" || status === "ERRORED")
    return undefined;
  // The documents that people signed are then no longer there.
  if (status === "COMPLETE" && onDelete !== "delete") return undefined;
  const kind = onDelete === "delete" ? "delete" : "withdraw";
  return { kind, identity, ...(accountName !== undefined && { account: accountName }), envelopeId };
}
