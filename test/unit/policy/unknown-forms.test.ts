import assert from "node:assert/strict";
import { exampleEnvelope } from "../../../policy/example.ts";
import { subjectOf } from "../../../policy/subject.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import type { Declaration } from "../../../schema/wire-options.ts";

const person = { name: "Cleo Example", email: "cleo@example.com" };
const tag = { type: "signature", pageNumber: 1, x: 0.1, y: 0.1 };
const written = (recipient: unknown, parts: object = {}): unknown => {
  const declared = { ...exampleEnvelope, recipients: [recipient], ...parts } as Declaration;
  return subjectOf("contract", declared, []).envelope.recipients[0];
};
const base = { ...person, type: "SIGNER", key: "0" };

describe("what is written out from something that is not known yet", () => {
  for (const [what, recipient, parts, expected] of [
    ["a recipient", unknownValue, {}, unknownValue],
    ["days", { ...person, activeForDays: unknownValue }, {}, { ...base, activeForSeconds: unknownValue }],
    [
      "the document of a tag",
      { ...person, tags: [{ ...tag, document: { path: unknownValue } }] },
      {},
      { ...base, tags: [{ ...tag, fileName: unknownValue }] },
    ],
    [
      "the only document",
      { ...person, tags: [tag], excludedFiles: [{ path: "a.pdf" }] },
      { documents: unknownValue },
      { ...base, tags: [{ ...tag, fileName: unknownValue }], excludedFiles: [unknownValue] },
    ],
    [
      "the documents of a witness's tags",
      { ...person, witness: { tags: [tag] } },
      { documents: [{ path: unknownValue }] },
      { ...base, witness: { tags: [{ ...tag, fileName: unknownValue }] } },
    ],
    [
      "a place",
      { ...person, tags: [{ type: "signature", place: { near: unknownValue } }] },
      {},
      {
        ...base,
        tags: [
          {
            type: "signature",
            fileName: "contract.pdf",
            pageNumber: unknownValue,
            x: unknownValue,
            y: unknownValue,
            width: unknownValue,
          },
        ],
      },
    ],
    ["a role", { ...person, role: unknownValue }, {}, { ...base, role: unknownValue, key: unknownValue }],
    [
      "a type, of which tags and notifications depend",
      { ...person, type: unknownValue },
      {},
      { ...base, type: unknownValue, tags: unknownValue, eventNotifications: unknownValue },
    ],
  ] as const)
    it(`is not known either: ${what}`, () => {
      assert.deepEqual(written(recipient, parts), expected);
    });

  it("is not taken for a role that nobody else has", () => {
    const recipients = [{ ...person, role: "Customer" }, { ...person, role: unknownValue }, person];
    const { envelope } = subjectOf("contract", { ...exampleEnvelope, recipients }, []);
    assert.deepEqual(
      envelope.recipients.map(({ key }) => key),
      [unknownValue, unknownValue, "2"],
    );
  });
});
