import { type Envelope, isNamed, type Recipient, signs } from "../../envelope/envelope.ts";
import { signGroupOf } from "../../envelope/options.ts";
import { linkExpiresAt } from "../../envelope/sign-envelope.ts";
import { type Html, html } from "../look/html.ts";
import { fromNow, moment } from "./moment.ts";

/** How far a signer is. */
export type Turn = "signed" | "turn" | "expired" | "waits" | "over";

/** How far a signer is at a moment; "over": the envelope cannot be signed any more. */
export function turnOf(envelope: Envelope, recipient: Recipient, now: number): Turn {
  if (recipient.signedAt !== null) return "signed";
  if (envelope.status !== "ACTIVE" && envelope.status !== "QUEUED") return "over";
  const expiry = linkExpiresAt(recipient);
  if (expiry === null) return "waits";
  return now < expiry ? "turn" : "expired";
}

/** A word about a signer's turn. */
export const turnBadge = (turn: Turn): Html =>
  ({
    signed: html`<span class="badge good">Signed</span>`,
    turn: html`<span class="badge accent">Their turn</span>`,
    expired: html`<span class="badge bad">Link expired</span>`,
    waits: html`<span class="badge">Waits</span>`,
    over: html`<span class="badge">Not signed</span>`,
  })[turn];

/** When a signer signed, or until when their link works. */
export function turnDetail(envelope: Envelope, recipient: Recipient, now: number): Html | undefined {
  const turn = turnOf(envelope, recipient, now);
  const expiry = linkExpiresAt(recipient);
  if (turn === "signed") return html`${moment(recipient.signedAt ?? now)}`;
  if (expiry === null || turn === "over") return undefined;
  return turn === "turn"
    ? html`link works until ${moment(expiry)} (${fromNow(expiry, now)})`
    : html`link ended ${moment(expiry)} (${fromNow(expiry, now)})`;
}

/** The path of a signer's page, undefined for a CC. */
export const signingPath = (envelope: Envelope, { token }: Recipient): string | undefined =>
  token === null ? undefined : `${envelope.embedded ? "/embedded" : ""}/sign/${token}`;

/** What a person is called; a witness whom the signer has not named yet has no name. */
export const personName = (recipient: Recipient): Html =>
  html`${isNamed(recipient) ? recipient.asked.name : "Not named yet"}${
    recipient.witnessOf !== null && html` <span class="badge">Witness</span>`
  }`;

/** An envelope's signers and their witnesses by sign group, in the order they sign. */
export function signGroups({ recipients }: Envelope): [group: number, signers: Recipient[]][] {
  const groups = Map.groupBy(recipients.filter(signs), ({ asked }) => signGroupOf(asked));
  return [...groups].sort(([a], [b]) => a - b);
}

/** The sign order in short: each group with its people and how far they are. */
export const signOrder = (envelope: Envelope, now: number): Html =>
  html`<ol class="order" role="list">${signGroups(envelope).map(
    ([group, signers]) =>
      html`<li><span class="group">Group ${group}</span><ul role="list">${signers.map(
        (signer) =>
          html`<li><span class="person">${personName(signer)}</span> ${turnBadge(
            turnOf(envelope, signer, now),
          )} <span class="soft">${turnDetail(envelope, signer, now)}</span></li>`,
      )}</ul></li>`,
  )}</ol>`;
