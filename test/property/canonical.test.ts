import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc, { type Arbitrary } from "fast-check";
import { envelopeRequest } from "../../provider/request.ts";
import { requestChanges, requestDigests } from "../../provider/request-digests.ts";
import type { EnvelopeInputs } from "../../schema/envelope-inputs.ts";
import { envelopeArbitrary, somewhereIn, withValueAt } from "./arbitrary-envelope.ts";
import { runs } from "./seed.ts";

const fingerprintOf = (envelope: EnvelopeInputs): string => envelopeRequest(envelope).fingerprint;

/** Lists without an order, and objects' keys, in another order. */
function shuffled(envelope: EnvelopeInputs): Arbitrary<EnvelopeInputs> {
  const list = <T>(items: T[]): Arbitrary<T[]> =>
    fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
  const keys = <T extends object>(value: T): Arbitrary<T> =>
    list(Object.entries(value)).map((entries) => Object.fromEntries(entries) as T);
  const recipients = fc.tuple(
    ...envelope.recipients.map((recipient) =>
      fc
        .tuple(
          list(recipient.tags ?? []),
          list(recipient.eventNotifications ?? []),
          list(recipient.excludedFiles ?? []),
        )
        .chain(([tags, eventNotifications, excludedFiles]) =>
          fc.tuple(...tags.map(keys)).chain((tags) =>
            keys({
              ...recipient,
              ...(recipient.tags && { tags }),
              ...(recipient.eventNotifications && { eventNotifications }),
              ...(recipient.excludedFiles && { excludedFiles }),
            }),
          ),
        ),
    ),
  );
  return recipients.chain(list).chain((recipients) => keys({ ...envelope, recipients }));
}

const domainInCapitals = (address: string): string => {
  const at = address.lastIndexOf("@");
  return address.slice(0, at) + address.slice(at).toUpperCase();
};

/** The same request as another program would write it: defaults spelled out, other spellings of the same text. */
function respelled(envelope: EnvelopeInputs): EnvelopeInputs {
  return {
    ...envelope,
    name: envelope.name.normalize("NFD"),
    emails: {
      ...envelope.emails,
      ...(envelope.emails?.replyTo && { replyTo: domainInCapitals(envelope.emails.replyTo) }),
      reminders: envelope.emails?.reminders ?? { frequency: 0 },
    },
    recipients: envelope.recipients.map((recipient, index) => ({
      ...(recipient.type !== "CC" && {
        type: "SIGNER" as const,
        authType: "no-auth" as const,
        activeForSeconds: 172_800,
        timeZoneName: "UTC",
        eventNotifications: ["signer_invitation" as const, "envelope_completion" as const],
        excludedFiles: [],
      }),
      ...recipient,
      key: `key of ${index}`,
      name: ` ${recipient.name.normalize("NFD")} `,
      email: domainInCapitals(recipient.email),
      ...(recipient.mobileNumber && { mobileNumber: String(recipient.mobileNumber) }),
      ...(recipient.isoCountryCode && { isoCountryCode: recipient.isoCountryCode.toUpperCase() }),
      ...(recipient.tags && {
        tags: recipient.tags.map((tag) => ({
          ...tag,
          ...(tag.type !== "date_signed_field" && { optional: tag.optional ?? false }),
          ...(tag.type === "text_field" && {
            readonly: tag.readonly ?? false,
            disableResize: tag.disableResize ?? false,
          }),
        })),
      }),
    })),
  };
}

/** What steers the provider, what it found out itself, and what only names a recipient: none of it is sent. */
const isSent = (path: (string | number)[]): boolean =>
  !["onDelete", "sealed", "acceptTimeoutSeconds", "key", "path", "pages", "bytes"].includes(
    String(path.at(-1)),
  );

describe("the fingerprint of an envelope", () => {
  it("does not depend on the order of recipients, tags, lists without an order, and keys", () => {
    const pair = envelopeArbitrary.chain((envelope) => fc.tuple(fc.constant(envelope), shuffled(envelope)));
    fc.assert(
      fc.property(pair, ([one, other]) => assert.equal(fingerprintOf(one), fingerprintOf(other))),
      { numRuns: runs(200) },
    );
  });

  it("is that of every other spelling of the same request", () => {
    fc.assert(
      fc.property(envelopeArbitrary, (envelope) =>
        assert.deepEqual(envelopeRequest(respelled(envelope)).canonical, envelopeRequest(envelope).canonical),
      ),
      { numRuns: runs(200) },
    );
  });

  it("is another one for any other text, number or choice", () => {
    const changed = somewhereIn(envelopeArbitrary).filter(({ envelope, path }) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], envelope);
      return isSent(path) && ["string", "number"].includes(typeof value) && value !== 0;
    });
    fc.assert(
      fc.property(changed, ({ envelope, path }) => {
        const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], envelope);
        const other = typeof value === "number" ? value + 0.5 : `other ${value}`;
        assert.notEqual(fingerprintOf(withValueAt(envelope, path, other)), fingerprintOf(envelope));
      }),
      { numRuns: runs(500) },
    );
  });

  it("is another one when anything is left out", () => {
    const lists = envelopeArbitrary.chain((envelope) =>
      fc
        .constantFrom(
          ...envelope.recipients.map((_, index) => ({
            ...envelope,
            recipients: envelope.recipients.toSpliced(index, 1),
          })),
          ...envelope.recipients.flatMap((recipient, index) =>
            (recipient.tags ?? []).map((_, at) => ({
              ...envelope,
              recipients: envelope.recipients.with(index, {
                ...recipient,
                tags: recipient.tags?.toSpliced(at, 1) ?? [],
              }),
            })),
          ),
        )
        .map((less) => [envelope, less] as const),
    );
    fc.assert(
      fc.property(lists, ([envelope, less]) => assert.notEqual(fingerprintOf(less), fingerprintOf(envelope))),
      { numRuns: runs(200) },
    );
  });

  it("depends on the order of the documents", () => {
    const several = envelopeArbitrary.filter(({ documents }) => documents.length > 1);
    fc.assert(
      fc.property(several, (envelope) =>
        assert.notEqual(
          fingerprintOf({ ...envelope, documents: envelope.documents.toReversed() }),
          fingerprintOf(envelope),
        ),
      ),
      { numRuns: runs(50) },
    );
  });
});

describe("what differs between two envelopes", () => {
  it("is nothing between two spellings of one", () => {
    fc.assert(
      fc.property(envelopeArbitrary, (envelope) =>
        assert.deepEqual(
          requestChanges(
            requestDigests(envelopeRequest(envelope)),
            requestDigests(envelopeRequest(respelled(envelope))),
          ),
          { content: [], contacts: [] },
        ),
      ),
      { numRuns: runs(100) },
    );
  });

  it("is something wherever their fingerprints differ", () => {
    const pairs = fc.tuple(envelopeArbitrary, envelopeArbitrary);
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const [before, now] = [envelopeRequest(one), envelopeRequest(other)];
        const changes = requestChanges(requestDigests(before), requestDigests(now));
        const same = isDeepStrictEqual(changes, { content: [], contacts: [] });
        assert.equal(same, before.fingerprint === now.fingerprint);
      }),
      { numRuns: runs(200) },
    );
  });
});
