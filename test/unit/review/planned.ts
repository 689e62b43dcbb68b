import { reassignmentOf, replacementOf, sendingOf } from "../../../provider/request-effects.ts";
import type { DocumentSource, ReviewSource, SentSource } from "../../../review/review-source.ts";
import { envelopeSources, otherChanges } from "../../../review/run/envelope-sources.ts";
import type { ReviewedRun, RunEntry, RunStep } from "../../../review/run/reviewed-run.ts";
import type { EnvelopeInputs, IdentifiedInputs } from "../../../schema/envelope-inputs.ts";
import type { RecipientState } from "../../../schema/envelope-state.ts";
import { recipientKeys } from "../../../schema/recipient-keys.ts";
import { toStored } from "../../../schema/stored-state.ts";
import { unknownPaths } from "../../../schema/unknown.ts";

const type = "pulumi-nodejs:dynamic/yotisign:Envelope";

/** The URN of an envelope of the stack `signing/test`. */
export const urn = (resource: string, of = type): string => `urn:pulumi:test::signing::${of}::${resource}`;

/** The lines that the provider leaves of an envelope, and the steps that Pulumi foresees for it. */
export interface Planned {
  entries: RunEntry[];
  steps: RunStep[];
}

const identified = (resource: string, inputs: EnvelopeInputs): IdentifiedInputs => ({
  ...inputs,
  identity: urn(resource),
});
const printed = (inputs: EnvelopeInputs): { type: string; inputs: Record<string, unknown> } => ({
  type,
  inputs: { ...inputs, __provider: "exports.handler = 0" },
});

/** What the state says of an envelope as it was sent. @param signed keys of those who signed */
export function sentAs(
  inputs: EnvelopeInputs,
  envelopeId: string,
  { signed = [], ...more }: Partial<SentSource> & { signed?: string[] } = {},
): SentSource {
  const at = "2030-05-01T10:00:00Z";
  const keys = recipientKeys(inputs.recipients);
  const recipients = inputs.recipients.map((recipient, index): RecipientState => {
    const key = keys[index] ?? "";
    if (recipient.type === "CC") return { key, type: "CC" };
    const signGroup = recipient.signGroup ?? 1;
    return {
      key,
      type: "SIGNER",
      signStatus: signed.includes(key) ? "SIGNED" : "UNSIGNED",
      signGroup,
      ...(signed.includes(key) && { signedAt: "2030-05-03T09:30:00Z" }),
      ...(signGroup === 1 && { invitedAt: at, linkExpiresAt: "2030-05-15T10:00:00.000Z" }),
    };
  });
  return { envelopeId, status: "ACTIVE", at, signatures: signed.length, recipients, ...more };
}

/** Sent for the first time. @param issues why check refuses it */
export function created(resource: string, inputs: EnvelopeInputs, issues: string[] = []): Planned {
  const declared = identified(resource, inputs);
  const effect = issues.length > 0 || unknownPaths(declared).length > 0 ? undefined : sendingOf(declared);
  return {
    entries: [
      { identity: urn(resource), inputs: declared, issues },
      ...(effect ? [{ identity: urn(resource), effect }] : []),
    ],
    steps: [{ op: "create", urn: urn(resource), newState: printed(inputs) }],
  };
}

interface Change {
  before: EnvelopeInputs;
  now: EnvelopeInputs;
  sent: SentSource;
}

/** Withdrawn, and sent anew. */
export function replaced(resource: string, { before, now, sent }: Change): Planned {
  const [declared, identity] = [identified(resource, now), urn(resource)];
  return {
    entries: [
      { identity, inputs: declared, issues: [], before },
      { identity, sent },
      { identity, effect: replacementOf(declared, sent.envelopeId) },
      { identity, inputs: declared, issues: [] },
    ],
    steps: ["delete-replaced", "create-replacement", "replace"].map((op) => ({
      ...{ op, urn: identity },
      ...(op !== "create-replacement" && { oldState: printed(before) }),
      ...(op !== "delete-replaced" && { newState: printed(now) }),
    })),
  };
}

/** Changed in place: people's contacts, or what steers the provider. */
export function edited(resource: string, { before, now, sent }: Change, isReassigned = true): Planned {
  const [declared, identity] = [identified(resource, now), urn(resource)];
  return {
    entries: [
      { identity, inputs: declared, issues: [], before },
      { identity, sent },
      ...(isReassigned ? [{ identity, effect: reassignmentOf(declared, sent.envelopeId) }] : []),
    ],
    steps: [{ op: "update", urn: identity, oldState: printed(before), newState: printed(now) }],
  };
}

/** A change that the provider refuses. */
export function refused(resource: string, { before, now, sent }: Change, why: string): Planned {
  const identity = urn(resource);
  return {
    entries: [
      { identity, inputs: identified(resource, now), issues: [], before },
      { identity, sent },
      { identity, refused: why },
    ],
    steps: [{ op: "update", urn: identity, oldState: printed(before), newState: printed(now) }],
  };
}

/** As it was. */
export function unchanged(resource: string, inputs: EnvelopeInputs, sent: SentSource): Planned {
  const identity = urn(resource);
  return {
    entries: [
      { identity, inputs: identified(resource, inputs), issues: [], before: inputs },
      { identity, sent },
    ],
    steps: [],
  };
}

/** No longer declared: the provider is not asked. */
export function removed(resource: string, before: EnvelopeInputs, sent: SentSource): Planned {
  const { envelopeId, status, recipients, at, completedAt = null, archivedAt = null } = sent;
  const { record } = toStored({
    ...{ envelopeId, status, recipients: [...recipients], completedAt, archivedAt, documents: [] },
    ...{ signedDocumentsUrl: null, identity: urn(resource), host: "https://demo.api.yotisign.com" },
    ...{ account: "abcdefgh", sent: { at, fingerprint: "f", digests: { fields: {}, recipients: {} } } },
  });
  const outputs = { envelopeId, status, recipients, completedAt, archivedAt, record };
  const { onDelete } = before;
  const oldState = { ...printed(before), outputs: { ...outputs, ...(onDelete && { onDelete }) } };
  return { entries: [], steps: [{ op: "delete", urn: urn(resource), oldState }] };
}

/** What a review is made from, of these plans. */
export function sourceOf(
  planned: readonly Planned[],
  documents: ReadonlyMap<string, DocumentSource>,
  more: Partial<ReviewSource> & Pick<Partial<ReviewedRun>, "config" | "states" | "withdrawable"> = {},
): ReviewSource {
  const { config = {}, states, withdrawable = new Set(), ...rest } = more;
  const run: ReviewedRun = {
    entries: planned.flatMap(({ entries }) => entries),
    steps: planned.flatMap(({ steps }) => steps),
    ...{ config, withdrawable },
    ...(states && { states }),
  };
  return {
    version: "1.2.3",
    project: "signing",
    stack: "test",
    environment: "sandbox",
    at: "2030-05-10T12:00:00Z",
    change: { head: "5f2c".repeat(10), base: "0a1b".repeat(10), branch: "annex", isDirty: false },
    envelopes: envelopeSources(run),
    others: otherChanges(run),
    documents,
    ...rest,
  };
}
