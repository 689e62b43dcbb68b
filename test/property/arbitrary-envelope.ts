import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc, { type Arbitrary } from "fast-check";
import type {
  DocumentInputs,
  EnvelopeInputs,
  RecipientInputs,
  TagInputs,
} from "../../schema/envelope-inputs.ts";
import { pdfOfPages } from "../unit/document/sample-pdf.ts";

const folder = mkdtempSync(join(tmpdir(), "yotisign-property-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Real PDFs of 1 to 4 pages, with what a check finds out about them. */
const files: Required<DocumentInputs>[] = [1, 2, 3, 4].map((pages) => {
  const content = pdfOfPages(...Array.from({ length: pages }, () => "/MediaBox [0 0 612 792]"));
  const path = join(folder, `document-${pages}.pdf`);
  writeFileSync(path, content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { path, fileName: `document-${pages}.pdf`, sha256, pages, bytes: content.length };
});

/** Nobody's name or address looks like this, so that a text that has it has it from a recipient. */
export const personal = /Zq |zq-/;

/** Optional properties, each present or left out. */
export const optional = <T>(shape: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> =>
  fc.record(shape, { requiredKeys: [], noNullPrototype: true }) as Arbitrary<Partial<T>>;

/** Like fast-check's own, whose objects without a prototype are equal to no object that was read from JSON. */
export const record = <T>(shape: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true });

const words = fc.array(fc.constantFrom("Müller", "O'Neill", "de la", "名前", "Ω", "e\u0301", "X.", "-"), {
  minLength: 1,
  maxLength: 4,
});
const personName = words.map((parts) => `Zq ${parts.join(" ")}`);
const domain = fc.constantFrom("example.com", "EXAMPLE.com", "mail.Example.org");
const email = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), domain)
  .map(([local, host]) => `zq-${local}@${host}`);
const letters = fc.constantFrom(..."AZaz09 .,()é-");
/** Mostly short, and at times as long as is allowed. */
const freeText = (maxLength: number): Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: letters, minLength: 1, maxLength: Math.min(maxLength, 12) }) },
    { weight: 1, arbitrary: letters.map((letter) => letter.repeat(maxLength)) },
  );

const fraction = fc.integer({ min: 0, max: 949 }).map((thousandths) => thousandths / 1000);

/** A tag on one of these documents; the names of several are made to differ afterwards. */
function tag(documents: readonly Required<DocumentInputs>[]): Arbitrary<TagInputs> {
  const place = fc.constantFrom(...documents).chain(({ fileName, pages }) =>
    record({
      fileName: fc.constant(fileName),
      pageNumber: fc.integer({ min: 1, max: pages }),
      x: fraction,
      y: fraction,
    }),
  );
  const anyone = fc.tuple(
    place,
    fc.constantFrom("signature", "initials", "checkbox_field", "radio_field", "attachment"),
    optional({ optional: fc.boolean(), name: freeText(40) }),
  );
  const date = fc.tuple(place, fc.constant("date_signed_field"), optional({ name: freeText(40) }));
  const text = fc.tuple(
    place.chain((at) =>
      fc.double({ min: 0.001, max: 0.99, noNaN: true }).map((part) => ({ ...at, width: (1 - at.x) * part })),
    ),
    fc.constant("text_field"),
    optional({
      optional: fc.boolean(),
      name: freeText(40),
      prefilledValue: freeText(30),
      helpText: freeText(255),
      readonly: fc.boolean(),
      disableResize: fc.boolean(),
      validation: record({ regex: fc.constantFrom("^[a-z]+$", "\\d{2,4}"), flags: fc.constantFrom("", "i") }),
    }),
  );
  return fc.oneof(anyone, date, text).map(([at, type, rest]) => ({ ...at, type, ...rest }) as TagInputs);
}

/** Tags of one recipient, with names that differ, some of them in groups. */
const tags = (documents: readonly Required<DocumentInputs>[]): Arbitrary<TagInputs[]> =>
  fc
    .tuple(fc.array(tag(documents), { maxLength: 4 }), fc.option(tag(documents)))
    .map(([single, grouped]) => [
      ...single,
      ...(grouped ? [grouped, grouped].map((member) => ({ ...member, tagGroupName: "Group 1" })) : []),
    ])
    .map((all) =>
      all.map((one, index) =>
        one.name === undefined ? one : { ...one, name: `${one.name.slice(0, 40)} ${index}` },
      ),
    );

const signer = (documents: readonly Required<DocumentInputs>[]): Arbitrary<RecipientInputs> =>
  fc
    .tuple(
      record({ name: personName, email, tags: tags(documents) }),
      optional({
        type: fc.constant("SIGNER" as const),
        role: freeText(50),
        authType: fc.constantFrom("no-auth", "sign-auth"),
        activeForSeconds: fc.integer({ min: 1, max: 31_536_000 }),
        timeZoneName: fc.constantFrom("UTC", "Europe/London", "Asia/Kolkata"),
        eventNotifications: fc.uniqueArray(fc.constantFrom("signer_invitation", "envelope_completion")),
      }),
      fc.option(
        fc.constantFrom(
          { isoCountryCode: "GB", mobileNumber: "7700900123" },
          { isoCountryCode: "de", mobileNumber: 15_112_345_678 },
          { isoCountryCode: "US", mobileNumber: "2125550123" },
        ),
      ),
      fc.boolean(),
    )
    .map(([required, rest, phone, excludes]) => {
      const seen = new Set(required.tags.map(({ fileName }) => fileName));
      const unseen = documents.map(({ fileName }) => fileName).filter((name) => !seen.has(name));
      const excludedFiles = unseen.length === documents.length ? unseen.slice(1) : unseen;
      return { ...required, ...rest, ...phone, ...(excludes && { excludedFiles }) };
    });

const placedBy =
  ({ length }: readonly unknown[]) =>
  (recipient: RecipientInputs): RecipientInputs =>
    length > 1 || !recipient.tags
      ? recipient
      : { ...recipient, tags: recipient.tags.map(({ fileName: _, ...tag }) => tag) };

const cc: Arbitrary<RecipientInputs> = record({ type: fc.constant("CC" as const), name: personName, email });

/** Any envelope that a program may declare and the service accepts; its documents carry what check finds out. */
export const envelopeArbitrary: Arbitrary<EnvelopeInputs> = fc
  .uniqueArray(fc.constantFrom(...files), { minLength: 1, maxLength: 3, selector: ({ path }) => path })
  .chain((documents) =>
    fc
      .tuple(
        record({
          name: freeText(125),
          emails: fc
            .tuple(
              optional({
                replyTo: email,
                name: freeText(60),
                reminders: record({ frequency: fc.constantFrom(0, 1, 2, 7) }),
              }),
              freeText(600),
            )
            .map(([rest, message]) => ({ ...rest, invitation: { body: { message } } })),
        }),
        optional({
          sender: record({ eventNotifications: fc.subarray(["envelope_completion" as const]) }),
          onDelete: fc.constantFrom("archive", "delete", "retain"),
          sealed: fc.boolean(),
          acceptTimeoutSeconds: fc.integer({ min: 1, max: 1000 }),
        }),
        fc.array(signer(documents), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(cc, { maxLength: 3, selector: (one) => one.email.toLowerCase() }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      )
      .map(([required, rest, signers, copies, steps]) => {
        // Groups that go up by one or stay, so that there is no gap.
        let signGroup = 1;
        const grouped = signers.map((one, index) => {
          if (index > 0 && steps[index]) signGroup += 1;
          return { ...one, signGroup };
        });
        const recipients = [...grouped, ...copies];
        // Where there is one document, a tag need not say which.
        return {
          ...required,
          ...rest,
          documents,
          recipients: steps[0] ? recipients.map(placedBy(documents)) : recipients,
        };
      }),
  )
  // The role is the key where no other has it, and must then not be another's position.
  .filter(({ recipients }) => recipients.every(({ role }) => !/^\d+$/.test(role ?? "")));

/** The places in a value where another value can be put: every property and every list item, at any depth. */
export function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, child]) => [[...path, key], ...placesIn(child, [...path, key])]);
}

/** The value with another one put in one of its places. */
export function withValueAt<T>(value: T, path: (string | number)[], replacement: unknown): T {
  const copy = structuredClone(value);
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  if (last !== undefined) (parent as Record<string, unknown>)[last] = replacement;
  return copy;
}

/** An envelope with one of its places, chosen by any number, and the chosen place. */
export const somewhereIn = (
  envelopes: Arbitrary<EnvelopeInputs>,
): Arbitrary<{ envelope: EnvelopeInputs; path: (string | number)[] }> =>
  envelopes.chain((envelope) => fc.constantFrom(...placesIn(envelope)).map((path) => ({ envelope, path })));
