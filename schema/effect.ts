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

/** An envelope is sent: its first sign group is invited. */
export interface SendEffect extends AboutResource {
  kind: "create";
  /** Fingerprint of the canonical request, documents by their SHA-256. */
  fingerprint: string;
}

/** An envelope is withdrawn, which e-mails every signer, and another is sent in its place. */
export interface ReplaceEffect extends AboutResource {
  kind: "replace";
  fingerprint: string;
  /** The one that is withdrawn. */
  envelopeId: string;
}

/** Recipients are edited in place: a changed e-mail makes the request somebody else's, who is invited. */
export interface ReassignEffect extends AboutResource {
  kind: "reassign";
  /** Fingerprint of the request as it is then. */
  fingerprint: string;
  envelopeId: string;
}

/** An envelope that is no longer declared is archived, which e-mails every signer, or deleted. */
export interface WithdrawEffect extends AboutResource {
  kind: "withdraw" | "delete";
  envelopeId: string;
}
