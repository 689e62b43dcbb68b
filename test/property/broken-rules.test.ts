import assert from "node:assert/strict";
import fc from "fast-check";
import type { EnvelopeInputs, RecipientInputs } from "../../schema/envelope-inputs.ts";
import { envelopeArbitrary } from "./arbitrary-envelope.ts";
import { complaintsAbout, declared } from "./checked.ts";
import { runs } from "./seed.ts";
import { Service } from "./service.ts";

/** Breaks one rule of an envelope, or gives undefined where the envelope has nothing that could break it. */
type Break = (envelope: EnvelopeInputs) => EnvelopeInputs | undefined;

/** A way to break a rule, and the place that a complaint about it has to name. */
type Rule = [place: string, broken: Break];

const last = (change: object): string => Object.keys(change).at(-1) ?? "";

const set = (change: object): Rule => [last(change), (envelope) => ({ ...envelope, ...change })];

const email = (change: object): Rule => [
  `emails.${last(change)}`,
  (envelope) => ({ ...envelope, emails: { ...envelope.emails, ...change } }),
];

/** Changes the first recipient of a type. */
const recipient =
  (
    type: "SIGNER" | "CC",
    change: (recipient: RecipientInputs, envelope: EnvelopeInputs) => object | undefined,
  ): Break =>
  (envelope) => {
    const index = envelope.recipients.findIndex((one) => (one.type ?? "SIGNER") === type);
    const one = envelope.recipients[index];
    const changed = one && change(one, envelope);
    return changed && { ...envelope, recipients: envelope.recipients.with(index, { ...one, ...changed }) };
  };

const signer = (change: object): Rule => [`].${last(change)}`, recipient("SIGNER", () => change)];

const copy = (change: object): Rule => [`].${last(change)}`, recipient("CC", () => change)];

/** Changes the first text field of the first signer. */
const textTag = (change: object): Rule => [
  `].${last(change)}`,
  recipient("SIGNER", ({ tags = [] }) => {
    const index = tags.findIndex(({ type }) => type === "text_field");
    const one = tags[index];
    return one && { tags: tags.with(index, { ...one, ...change }) };
  }),
];

const aTag = { type: "signature", pageNumber: 1, x: 0.1, y: 0.1 } as const;

/** Adds tags to the first signer, on the first document that the signer sees. */
const moreTags = (...tags: object[]): Rule => [
  `].${last(tags[0] ?? {})}`,
  recipient("SIGNER", (one, { documents }) => {
    const names = documents.map(({ fileName }) => fileName);
    const fileName = names.find((name) => !one.excludedFiles?.includes(name ?? ""));
    return { tags: [...(one.tags ?? []), ...tags.map((tag) => ({ ...aTag, fileName, ...tag }))] };
  }),
];

const forbidden = ["/", "\\", ":", "*", "?", "<", ">", "|"];

/** One rule for each character that a text may not have. */
const without = (what: string, characters: string[], rule: (text: string) => Rule): Record<string, Rule> =>
  Object.fromEntries(characters.map((character) => [`${what} without ${character}`, rule(`a${character}`)]));

const people = (count: number, type: "SIGNER" | "CC"): RecipientInputs[] =>
  Array.from({ length: count }, (_, index) => ({
    type,
    name: `Zq ${index}`,
    email: `zq-${index}@example.com`,
  }));

const rules: Record<string, Rule> = {
  "a name": set({ name: "" }),
  "a name of at most 125 characters": set({ name: "x".repeat(126) }),
  ...without("a name", forbidden.slice(1), (name) => set({ name })),
  "an invitation where somebody is invited": [
    "emails.invitation.body.message",
    (envelope) => {
      const { invitation: _, ...emails } = envelope.emails ?? {};
      const isInvited = ({ type, eventNotifications }: RecipientInputs): boolean =>
        type !== "CC" && (eventNotifications?.includes("signer_invitation") ?? true);
      return envelope.recipients.some(isInvited) ? { ...envelope, emails } : undefined;
    },
  ],
  "an invitation with a message": email({ invitation: { body: { message: "" } } }),
  "an invitation of at most 600 characters": email({ invitation: { body: { message: "x".repeat(601) } } }),
  "a reply address": email({ replyTo: "nobody" }),
  ...without("a sender's name", forbidden, (name) => email({ name })),
  "reminders every 1, 2 or 7 days": email({ reminders: { frequency: 3 } }),
  "notifications that exist": set({ sender: { eventNotifications: ["other"] } }),
  "at least one document": set({ documents: [] }),
  "at most 20 documents": [
    "documents has 21 files",
    ({ documents: [first], ...envelope }) => {
      const path = first?.path ?? "";
      const named = (_: unknown, index: number) => ({ path, fileName: `${index}.pdf` });
      return { ...envelope, documents: Array.from({ length: 21 }, named) };
    },
  ],
  "documents of different names": [
    "has the name of documents[0] too",
    (envelope) => ({ ...envelope, documents: [...envelope.documents, ...envelope.documents] }),
  ],
  "somebody who signs": [
    "recipients has nobody who signs",
    (envelope) => ({ ...envelope, recipients: people(1, "CC") }),
  ],
  "at most 30 signers": [
    "recipients has 31 of type SIGNER",
    (envelope) => ({ ...envelope, recipients: people(31, "SIGNER") }),
  ],
  "at most 30 copies": [
    "recipients has 31 of type CC",
    (envelope) => ({ ...envelope, recipients: [...people(1, "SIGNER"), ...people(31, "CC")] }),
  ],
  "copies to different addresses": [
    "recipients[2].email",
    (envelope) => {
      const [one] = people(1, "CC");
      const twice = one && [one, { ...one, email: one.email.toUpperCase() }];
      return twice && { ...envelope, recipients: [...people(1, "SIGNER"), ...twice] };
    },
  ],
  "recipients with different keys": [
    "recipients[1].key",
    (envelope) => ({ ...envelope, recipients: people(2, "SIGNER").map((one) => ({ ...one, key: "same" })) }),
  ],
  "sign groups from 1 without a gap": signer({ signGroup: 9 }),
  "sign groups that are whole": signer({ signGroup: 1.5 }),
  "sign groups from 1": signer({ signGroup: 0 }),
  "a recipient's name": signer({ name: "" }),
  "a recipient's name of at most 100 characters": signer({ name: "x".repeat(101) }),
  ...without("a recipient's name", forbidden, (name) => signer({ name })),
  "a recipient's e-mail": signer({ email: "zq-nobody" }),
  "a role of at most 50 characters": signer({ role: "x".repeat(51) }),
  ...without("a role", forbidden, (role) => signer({ role })),
  "a way to prove who one is": signer({ authType: "password" }),
  "a link that lives": signer({ activeForSeconds: 0 }),
  "a link that lives a year at most": signer({ activeForSeconds: 31_536_001 }),
  "a time zone that exists": signer({ timeZoneName: "Europe/Atlantis" }),
  "a time zone by its name": signer({ timeZoneName: "+01:00" }),
  "notifications of a recipient that exist": signer({ eventNotifications: ["reminder"] }),
  "notifications of a recipient once each": signer({
    eventNotifications: ["envelope_completion", "envelope_completion"],
  }),
  "excluded files that are documents": signer({ excludedFiles: ["other.pdf"] }),
  "a document that is left to see": [
    "].excludedFiles",
    recipient("SIGNER", (_, { documents }) => ({ excludedFiles: documents.map(({ fileName }) => fileName) })),
  ],
  "tags on documents that the recipient sees": [
    "].fileName",
    recipient("SIGNER", ({ tags = [] }, { documents }) =>
      documents.length > 1 && tags[0] ? { excludedFiles: [tags[0].fileName] } : undefined,
    ),
  ],
  "a number where there is a country": signer({ isoCountryCode: "GB", mobileNumber: undefined }),
  "a country where there is a number": signer({ mobileNumber: "7700900123", isoCountryCode: undefined }),
  "a country of two letters": signer({ mobileNumber: "7700900123", isoCountryCode: "GBR" }),
  "a number without a leading zero": signer({ isoCountryCode: "GB", mobileNumber: "07700900123" }),
  "a number of at most 15 digits": signer({ isoCountryCode: "GB", mobileNumber: 1_234_567_890_123_456 }),
  "a copy without a sign group": copy({ signGroup: 1 }),
  "a copy without a role": copy({ role: "Copy" }),
  "a copy without tags": copy({ tags: [{ ...aTag, fileName: "document-1.pdf" }] }),
  "at most 200 tags": signer({ tags: Array.from({ length: 201 }, () => aTag) }),
  "tags of a type that exists": moreTags({ type: "stamp" }),
  "tags on a document": moreTags({ fileName: "other.pdf" }),
  "tags on a document whose name is a name": moreTags({ fileName: "" }),
  "tags on a document with a name of at most 255 characters": moreTags({ fileName: "x".repeat(256) }),
  "tags on a page from 1": moreTags({ pageNumber: 0 }),
  "tags on a page that exists": moreTags({ pageNumber: 5 }),
  "tags on a whole page": moreTags({ pageNumber: 1.5 }),
  "tags right of the left edge": moreTags({ x: -0.001 }),
  "tags left of the right edge": moreTags({ x: 0.95 }),
  "tags below the top edge": moreTags({ y: -0.001 }),
  "tags above the bottom edge": moreTags({ y: 0.95 }),
  "tags with names that differ": moreTags({ name: "same" }, { name: "same" }),
  "tags with a name of at most 50 characters": moreTags({ name: "x".repeat(51) }),
  "tag groups of two or more": moreTags({ tagGroupName: "alone" }),
  "tag groups of one type": moreTags({ tagGroupName: "mixed" }, { tagGroupName: "mixed", type: "initials" }),
  "tag groups of one optionality": moreTags(
    { tagGroupName: "mixed" },
    { tagGroupName: "mixed", optional: true },
  ),
  "tag groups of letters, digits and spaces": moreTags({ tagGroupName: "a-b" }, { tagGroupName: "a-b" }),
  "tag groups with more than spaces": moreTags({ tagGroupName: "  " }, { tagGroupName: "  " }),
  "dates that are never optional": moreTags({ type: "date_signed_field", optional: true }),
  "a width for a text field": ["].width", moreTags({ type: "text_field" })[1]],
  "a width for nothing but a text field": moreTags({ width: 0.1 }),
  "a text field that is on the page": moreTags({ type: "text_field", x: 0.9, width: 0.1 }),
  "a text field with some width": moreTags({ type: "text_field", width: 0 }),
  "a prefilled value for nothing but a text field": moreTags({ prefilledValue: "x" }),
  ...without("a prefilled value", forbidden, (prefilledValue) => textTag({ prefilledValue })),
  ...without("a help text", forbidden, (helpText) => textTag({ helpText })),
  "a help text of at most 255 characters": textTag({ helpText: "x".repeat(256) }),
  "a validation that is a regular expression": textTag({ validation: { regex: "[" } }),
  "a validation with flags that exist": textTag({ validation: { regex: "a", flags: "q" } }),
};

/** What the service never sees: the documents as they are declared, and the keys. */
const local = [
  "at least one document",
  "at most 20 documents",
  "documents of different names",
  "recipients with different keys",
];

describe("the check of a declared envelope, and the service, ask for", () => {
  let service: Service;

  before(async () => {
    service = await Service.start();
  });
  after(() => service.close());

  for (const [rule, [place, broken]] of Object.entries(rules))
    it(rule, async () => {
      const envelopes = envelopeArbitrary
        .map((envelope) => broken(envelope))
        .filter((one) => one !== undefined);
      await fc.assert(
        fc.asyncProperty(envelopes, async (envelope) => {
          const complaints = await complaintsAbout(declared(envelope));
          assert.ok(complaints.includes(place), complaints);
          if (!local.includes(rule)) assert.notEqual(await service.outcome(envelope), "ACTIVE");
        }),
        { numRuns: runs(10) },
      );
    });
});
