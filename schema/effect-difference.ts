import type { Effect, RequestParts } from "./effect.ts";

/**
 * What differs between what a run is about to do and the nearest that was approved: of the same resource, and of the same
 * kind where there is one. For a withdrawal the envelope's id says which it is ({@link approvedWithdrawal}).
 *
 * @returns the end of a sentence; undefined: exactly this was approved
 */
export function differenceFrom(approved: readonly Effect[], effect: Effect): string | undefined {
  const own = approved.filter(({ identity }) => identity === effect.identity);
  if (own.some((other) => isSame(other, effect)) || approvedWithdrawal(approved, effect)) return undefined;
  const near = own.find(({ kind }) => kind === effect.kind) ?? own[0];
  if (!near) return `nothing of the kind was approved for this resource, which ${wordsFor(effect)}`;
  if (near.kind !== effect.kind) return `what was approved ${wordsFor(near)}, and this ${wordsFor(effect)}`;
  if (near.account !== effect.account)
    return `it was approved for ${accountWords(near.account)}, and this is for ${accountWords(effect.account)}`;
  if (envelopeIn(near) !== envelopeIn(effect))
    return `what was approved is about envelope ${envelopeIn(near)}, and this about ${envelopeIn(effect)}`;
  return `${partsWords("parts" in near ? near.parts : {}, "parts" in effect ? effect.parts : {})} from what was approved`;
}

/**
 * What was approved of a withdrawal, whatever its resource was called: the state of an envelope has the name of the last
 * run, and the review today's, after `pulumi stack rename`. An envelope's id is one envelope alone, so this is as narrow.
 *
 * @returns undefined: it was not approved, or it is no withdrawal
 */
export const approvedWithdrawal = (approved: readonly Effect[], effect: Effect): Effect | undefined =>
  effect.kind === "withdraw" || effect.kind === "delete"
    ? approved.find((other) => isSame(other, effect))
    : undefined;

const isSame = (one: Effect, other: Effect): boolean =>
  one.kind === other.kind &&
  one.account === other.account &&
  envelopeIn(one) === envelopeIn(other) &&
  fingerprintIn(one) === fingerprintIn(other);

const envelopeIn = (effect: Effect): string | undefined =>
  "envelopeId" in effect ? effect.envelopeId : undefined;

const fingerprintIn = (effect: Effect): string | undefined =>
  "fingerprint" in effect ? effect.fingerprint : undefined;

const accountWords = (account: string | undefined): string =>
  account === undefined ? "the stack's own account" : `the account ${JSON.stringify(account)}`;

function wordsFor(effect: Effect): string {
  switch (effect.kind) {
    case "create":
      return "sends an envelope";
    case "replace":
      return `withdraws envelope ${effect.envelopeId} and sends another`;
    case "reassign":
      return `edits recipients of envelope ${effect.envelopeId}`;
    case "withdraw":
      return `withdraws envelope ${effect.envelopeId}`;
    case "delete":
      return `deletes envelope ${effect.envelopeId}`;
  }
}

/** At most so many places are named. */
const most = 8;

function partsWords(before: RequestParts, now: RequestParts): string {
  const places = Object.keys({ ...before, ...now }).filter((place) => before[place] !== now[place]);
  const named = [...new Set(places.map((place) => placeWords(place, before, now)))].toSorted();
  const [first, ...others] = named;
  // 12 bits of a digest may agree by chance.
  if (first === undefined) return "something that the approval does not tell apart differs";
  const more = named.length > most ? ` and ${named.length - most} more` : "";
  return `${named.slice(0, most).join(", ")}${more} ${others.length > 0 ? "differ" : "differs"}`;
}

function placeWords(place: string, before: RequestParts, now: RequestParts): string {
  const recipient = /^recipients\[".*?"\](?=\.[^"\]]*$)/.exec(place)?.[0];
  const whole = recipient === undefined ? place : `${recipient}.contact`;
  const shown = recipient ?? place;
  if (!(whole in before)) return `${shown} (added)`;
  if (!(whole in now)) return `${shown} (removed)`;
  return place.endsWith(".contact") && recipient !== undefined
    ? `${recipient} (name, e-mail or phone)`
    : place;
}
