import assert from "node:assert/strict";
import { guarded, UnknownValueError } from "../../../policy/known.ts";
import { type Subject, subjectOf } from "../../../policy/subject.ts";
import type { RecipientInputs } from "../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import type { Declaration } from "../../../schema/wire-options.ts";

const unknown = unknownValue as never;
const at = { type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 };
const documents = [{ path: "contract.pdf" }, { path: "terms.pdf" }];
const subject = (recipient: Partial<RecipientInputs>, rest: Partial<Declaration> = {}): Subject =>
  guarded(
    subjectOf(
      "contract",
      {
        name: "Agreement",
        documents,
        recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...recipient }],
        ...rest,
      },
      [],
    ),
  );
const tagOf = ({ envelope }: Subject) => envelope.recipients[0]?.tags?.[0];

describe("what follows from something unknown", () => {
  for (const [what, read] of [
    [
      "a link's life in seconds, from days",
      () => subject({ activeForDays: unknown }).envelope.recipients[0]?.activeForSeconds,
    ],
    [
      "a tag's file name, from a document",
      () => tagOf(subject({ tags: [{ ...at, document: unknown }] }))?.fileName,
    ],
    [
      "a tag's file name, from a document's path",
      () => tagOf(subject({ tags: [{ ...at, document: { path: unknown } }] }))?.fileName,
    ],
    [
      "a tag's file name, from all documents",
      () => tagOf(subject({ tags: [at] }, { documents: unknown }))?.fileName,
    ],
    ["a tag's place on the page", () => tagOf(subject({ tags: [{ type: "signature", place: unknown }] }))?.x],
    [
      "a witness's tag's page",
      () =>
        subject({
          witness: { tags: [{ type: "signature", place: { pageNumber: unknown, x: 1, y: 1 } as never }] },
        }).envelope.recipients[0]?.witness?.tags[0]?.pageNumber,
    ],
    ["a recipient's type", () => subject({}, { recipients: [unknown] }).envelope.recipients[0]?.type],
    ["the message", () => subject({}, { message: unknown }).envelope.emails?.invitation?.body.message],
    [
      "how often is reminded",
      () => subject({}, { emails: { reminders: unknown } }).envelope.emails?.reminders?.frequency,
    ],
  ] as const)
    it(`is unknown too: ${what}`, () => {
      assert.throws(read, UnknownValueError);
    });

  it("is not what is declared beside it", () => {
    const { envelope } = subject({
      activeForDays: unknown,
      tags: [{ ...at, fileName: "contract.pdf" }],
      role: "Customer",
    });
    const [recipient] = envelope.recipients;
    assert.deepEqual(
      [recipient?.role, recipient?.key, recipient?.tags?.[0]?.fileName, recipient?.tags?.[0]?.x],
      ["Customer", "Customer", "contract.pdf", 0.1],
    );
  });

  it("is everything, of an envelope that is larger than any", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    assert.throws(() => subject({}, { sender: deep as never }).envelope.name, UnknownValueError);
  });
});
