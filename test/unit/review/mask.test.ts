import assert from "node:assert/strict";
import fc from "fast-check";
import { sarif } from "../../../policy/formats/sarif.ts";
import { reviewJson } from "../../../review/formats/review-json.ts";
import { reviewMarkdown } from "../../../review/formats/review-markdown.ts";
import { reviewText } from "../../../review/formats/review-text.ts";
import { htmlReport } from "../../../review/html/html-report.ts";
import type { Mask, Review } from "../../../review/review.ts";
import { reviewOf } from "../../../review/review-of.ts";
import type { DocumentSource } from "../../../review/review-source.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { created, edited, removed, sentAs, sourceOf } from "./planned.ts";
import { policy, sampleReview } from "./sample-review.ts";

interface Person {
  name: string;
  email: string;
  phone: string;
}

const formats: Record<string, (review: Review) => string> = {
  markdown: (review) => reviewMarkdown(review),
  json: (review) => reviewJson(review),
  html: (review) => htmlReport(review),
  terminal: reviewText,
  sarif: (review) => (review.policy ? sarif(review.policy) : ""),
};

/** As formats write it, without their marks: what people see. */
const seen = (text: string): string =>
  text
    .replaceAll("<!-- -->", "")
    .replaceAll(/\\([\\`*_[\]|~!$.>+=#-])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");

const letters = "abcdefghijklmnopqrstuvwxyzäöüßéñøłçж".split("");
const word = fc.array(fc.constantFrom(...letters), { minLength: 3, maxLength: 9 }).map((all) => {
  const text = all.join("");
  // Words of ours and of the formats are no names.
  return `Q${text}x`;
});
const name = fc
  .tuple(word, fc.constantFrom(" ", "-", "'", ". ", "  "), word)
  .map(([first, between, last]) => `${first}${between}${last}`);
const person: fc.Arbitrary<Person> = fc.record({
  name,
  email: fc
    .tuple(word, fc.constantFrom(".", "+", "_", "-"), word)
    .map((parts) => `${parts.join("")}@mail.example.com`),
  phone: fc.integer({ min: 7_400_000_000, max: 7_999_999_999 }).map(String),
});

/** Whatever may hold a name holds them: name, message, roles, keys, paths, texts of documents, messages of others. */
function sourceAbout([first, second]: readonly [Person, Person]) {
  const sha256 = "ab".repeat(32);
  const earlier = "cd".repeat(32);
  const envelope = (one: Person, document: string): EnvelopeInputs => ({
    name: `Contract of ${one.name}`,
    message: `Dear ${one.name}, call ${one.phone} or write to ${one.email.toUpperCase()}.`,
    emails: { replyTo: one.email },
    documents: [{ path: `contracts/${one.name.replaceAll(/\W+/gu, "-")}.pdf`, sha256: document, pages: 1 }],
    recipients: [
      {
        ...{ key: one.email, role: one.name.slice(0, 50), name: one.name, email: one.email },
        ...{ isoCountryCode: "GB", mobileNumber: one.phone },
        tags: [
          {
            type: "text_field",
            name: "t",
            prefilledValue: one.name,
            pageNumber: 1,
            x: 0.1,
            y: 0.1,
            width: 0.1,
          },
        ],
      },
    ],
  });
  const text = (one: Person): string =>
    `Between ${one.name.toUpperCase()} and ${one.name.replaceAll(" ", "\n")}, ${one.email}, +44 ${one.phone.slice(0, 4)} ${one.phone.slice(4)}.`;
  const documents = new Map<string, DocumentSource>([
    [sha256, { pages: [{ widthPt: 595, heightPt: 842 }], text: text(first) }],
    [earlier, { pages: [{ widthPt: 595, heightPt: 842 }], text: text(second) }],
  ]);
  const [now, before] = [envelope(first, sha256), envelope(second, earlier)];
  const id = "11111111-1111-4111-8111-111111111111";
  return sourceOf(
    [
      created("new", now, [`recipients["${first.email}"] cannot be ${first.name}`]),
      edited("changed", { before, now, sent: sentAs(before, id, { signed: [second.email] }) }),
      removed(second.email, before, sentAs(before, id)),
    ],
    documents,
    {
      policy: {
        ...policy,
        judgements: [
          {
            ...{ rule: "pack/rule", level: "mandatory", severity: "high", resource: "new", verdict: "fail" },
            findings: [{ path: [], message: `not with ${first.name}` }],
          },
        ],
      },
    },
  );
}

const texts = ({ name, email, phone }: Person): string[] => [name, email, phone];

describe("masks of a review", function () {
  this.timeout(60_000);

  for (const mask of ["partial", "full"] satisfies Mask[])
    it(`leave nobody whole in any format: ${mask}`, () => {
      fc.assert(
        fc.property(fc.tuple(person, person), (people) => {
          const review = reviewOf(sourceAbout(people), mask);
          for (const [format, write] of Object.entries(formats)) {
            const text = seen(write(review)).toLowerCase();
            for (const one of people.flatMap(texts))
              assert.ok(!text.includes(one.toLowerCase()), `${one} is in the ${format}`);
          }
        }),
        { numRuns: 40 },
      );
    });

  it("say what is left out by where it is, when everything is", () => {
    fc.assert(
      fc.property(fc.tuple(person, person), (people) => {
        const { envelopes } = reviewOf(sourceAbout(people), "full");
        const words = people.flatMap(({ name }) => name.match(/\p{L}{3,}/gu) ?? []);
        const free = JSON.stringify(envelopes.map(({ message, changes, name }) => [message, changes, name]));
        for (const one of words) assert.ok(!free.includes(one), one);
      }),
      { numRuns: 20 },
    );
  });

  it("show initials and domains", () => {
    const one = { name: "Pat Example", email: "pat@example.com", phone: "7700900123" };
    const { emails, envelopes } = reviewOf(sourceAbout([one, one]), "partial");
    const [envelope] = envelopes;
    assert.deepEqual([emails[0]?.name, emails[0]?.email], ["P** E******", "p**@example.com"]);
    assert.equal(envelope?.recipients[0]?.phone, "GB ********23");
    assert.equal(envelope?.message, "Dear P** E******, call ********23 or write to P**@EXAMPLE.COM.");
    assert.deepEqual(envelope?.documents[0]?.path, "contracts/P**-E******.pdf");
  });

  it("keep labels apart that become alike", () => {
    const people = ["pat@example.com", "pit@example.com"].map((email) => ({
      ...{ key: email, name: "Sam Sample", email },
      tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.1 }],
    }));
    const inputs: EnvelopeInputs = { name: "NDA", documents: [{ path: "a.pdf" }], recipients: people };
    const [envelope] = reviewOf(sourceOf([created("nda", inputs)], new Map()), "partial").envelopes;
    assert.deepEqual(
      envelope?.recipients.map(({ key }) => key),
      ["p**@example.com", "p**@example.com (2)"],
    );
    assert.deepEqual(envelope?.signOrder, [["p**@example.com", "p**@example.com (2)"]]);
  });

  it("change nothing when none is asked for", () => {
    assert.equal(sampleReview.mask, "none");
    assert.match(reviewMarkdown(sampleReview), /Pat Example, pat@<!-- -->example\.com/);
  });
});
