import { isRefused } from "../policy/verdict.ts";
import type { Effect } from "../schema/effect.ts";
import { resourceIn } from "../schema/urn.ts";
import { type Documents, documentsOf } from "./change/documents.ts";
import { driftOf } from "./change/drift.ts";
import { effectsOf, fingerprintOfAll } from "./change/effects.ts";
import { emailsOf, mailKinds } from "./change/emails.ts";
import { fieldChanges } from "./change/field-changes.ts";
import { isOut, plannedAction } from "./change/planned-action.ts";
import { recipientsOf, signOrderOf } from "./change/recipients.ts";
import { textOf } from "./change/shown.ts";
import { type WrittenEnvelope, writtenEnvelope } from "./change/written-envelope.ts";
import { maskedReview } from "./mask/masked-review.ts";
import { type People, peopleIn } from "./mask/people.ts";
import { TextMask } from "./mask/text-mask.ts";
import type {
  Mask,
  Review,
  ReviewAction,
  ReviewedDrift,
  ReviewedEmail,
  ReviewedEnvelope,
  ReviewVerdict,
} from "./review.ts";
import type { EnvelopeSource, ReviewSource } from "./review-source.ts";

/** All that is said of one envelope. */
interface Part {
  envelope: ReviewedEnvelope;
  emails: ReviewedEmail[];
  effects: Effect[];
  drift: ReviewedDrift[];
  lost: Review["lostSignatures"];
}

/**
 * The review of what is known. The same source gives the same review.
 *
 * @param mask how much of names, e-mail addresses and phone numbers is left, in texts of documents, too. Effects are
 * masked like all else: those to be held to are {@link effectsIn}
 */
export function reviewOf(source: ReviewSource, mask: Mask = "none"): Review {
  const people = peopleIn(source);
  const texts = new TextMask(mask, people);
  const failure = source.failure && withoutPeople(source.failure, people);
  const review = reviewed({ ...source, ...(failure !== undefined && { failure }) }, texts);
  return maskedReview(review, mask, texts);
}

/** Whatever a program says when it fails, it says to whoever reads a log. */
const withoutPeople = (failure: string, people: People): string =>
  new TextMask("full", people).prose(failure).replace(signingLink, "$1***");

/** Whoever has such a link can sign as that person. */
const signingLink = /(\/sign\/)[\w-]+/g;

/** @param texts how texts of documents are shown; all else is not masked yet */
function reviewed(source: ReviewSource, texts: TextMask): Review {
  const { envelopes, failure, policy, at, project, stack, environment } = source;
  const documents = { bySha256: source.documents, words: (text: string) => texts.words(text) };
  const parts = envelopes
    .map((envelope) => partOf(envelope, source, documents))
    .toSorted((one, other) => order(one.envelope) - order(other.envelope) || byName(one, other));
  // Without a plan there is nothing that would be done.
  const planned = failure === undefined ? parts : [];
  const emails = planned.flatMap((part) => part.emails);
  const effects = planned.flatMap((part) => part.effects);
  const all = parts.map(({ envelope }) => envelope);
  return {
    version: source.version,
    ...(project !== undefined && { project }),
    ...(stack !== undefined && { stack }),
    ...(environment !== undefined && { environment }),
    at,
    change: source.change,
    mask: "none",
    verdict: verdictOf(source, all, emails),
    ...(failure !== undefined && { failure }),
    emails: mailKinds.flatMap((wanted) => emails.filter(({ kind }) => kind === wanted)),
    lostSignatures: planned.flatMap(({ lost }) => lost),
    envelopes: all,
    drift: parts.flatMap(({ drift }) => drift),
    others: source.others,
    ...(policy && { policy }),
    effects,
    fingerprint: fingerprintOfAll(effects),
  };
}

/** What of a source a pipeline may be held to; none without a plan. */
export const effectsIn = ({ envelopes, failure }: ReviewSource): Effect[] =>
  failure === undefined ? envelopes.flatMap(effectsOf) : [];

function partOf(source: EnvelopeSource, { at, failure }: ReviewSource, documents: Documents): Part {
  const { identity, declared, before: earlier, sent, issues, unknown } = source;
  const resource = resourceIn(identity);
  const [now, before] = [writtenEnvelope(declared), writtenEnvelope(earlier)];
  const action = failure === undefined ? plannedAction(source) : "unplanned";
  const isNew = action === "create" || action === "replace" || action === "adopt";
  const isGone = declared === undefined;
  const shownParts = isGone ? before : now;
  const recipients = recipientsOf(shownParts, isNew ? undefined : sent);
  const effects = effectsOf(source);
  const fingerprint = effects.flatMap((effect) => ("fingerprint" in effect ? [effect.fingerprint] : []))[0];
  const envelope: ReviewedEnvelope = {
    resource,
    identity,
    action,
    ...(sent && {
      sent: {
        envelopeId: sent.envelopeId,
        status: sent.status,
        at: sent.at,
        signatures: sent.signatures,
      },
    }),
    ...nameAndMessage(shownParts, declared ?? earlier),
    documents: documentsOf(shownParts, earlier && !isGone ? before : undefined, documents),
    recipients,
    signOrder: signOrderOf(recipients),
    changes:
      declared && earlier
        ? fieldChanges({ declared, written: now }, { declared: earlier, written: before }, documents.bySha256)
        : [],
    issues: [...issues, ...withdrawalIssues(action, source)],
    unknown: [...unknown],
    ...(fingerprint !== undefined && { fingerprint }),
  };
  return {
    envelope,
    emails: emailsOf(resource, action, source, now, before),
    effects,
    drift: driftOf(resource, sent, at),
    lost: lostIn(resource, action, source),
  };
}

function nameAndMessage(
  { envelope }: WrittenEnvelope,
  declared: EnvelopeSource["declared"],
): Pick<ReviewedEnvelope, "name" | "message"> {
  const { reference } = (declared ?? {}) as { reference?: unknown };
  const message = envelope.emails?.invitation?.body?.message;
  return {
    name: [textOf(envelope.name), textOf(reference)].filter(Boolean).join(" "),
    ...(message !== undefined && { message: textOf(message) }),
  };
}

/** What the provider refuses only when it comes to it (provider/withdraw.ts). */
function withdrawalIssues(action: ReviewAction, { operation, sent, mayWithdraw }: EnvelopeSource): string[] {
  const loses = isOut(sent) && sent.signatures > 0 && (action === "withdraw" || action === "delete");
  if (!loses || mayWithdraw || operation !== "delete") return [];
  return [
    `${sent.signatures} of its signatures would be lost. Declare it again, or approve: pulumi config set ` +
      `yotisign:withdraw ${sent.envelopeId}`,
  ];
}

function lostIn(resource: string, action: ReviewAction, { sent }: EnvelopeSource): Review["lostSignatures"] {
  const ends = action === "withdraw" || action === "delete" || action === "replace";
  if (!ends || !isOut(sent) || sent.signatures === 0) return [];
  return [{ resource, envelopeId: sent.envelopeId, signatures: sent.signatures }];
}

function verdictOf(
  { failure, policy }: ReviewSource,
  envelopes: readonly ReviewedEnvelope[],
  emails: readonly ReviewedEmail[],
): ReviewVerdict {
  if (failure !== undefined) return "failed";
  if (envelopes.some(({ issues }) => issues.length > 0) || (policy && isRefused(policy))) return "refused";
  const ends = envelopes.some(({ action }) => sending.has(action));
  return emails.length > 0 || ends ? "ready" : "nothing-to-do";
}

/** What is done at the service. */
const sending: ReadonlySet<ReviewAction> = new Set(["create", "replace", "reassign", "withdraw", "delete"]);

/** What happens first, then what stays. */
const order = ({ action, issues }: ReviewedEnvelope): number =>
  action === "same" && issues.length === 0 ? 1 : 0;

const byName = (one: Part, other: Part): number =>
  one.envelope.resource.localeCompare(other.envelope.resource, "en", { numeric: true });
