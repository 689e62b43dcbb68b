import assert from "node:assert/strict";
import { guarded, UnknownValueError } from "../../../policy/known.ts";
import { type Subject, subjectOf } from "../../../policy/subject.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import type { Declaration } from "../../../schema/wire-options.ts";
import { deepFreeze, subject } from "./judging.ts";

const signer = {
  role: "Customer",
  name: unknownValue,
  email: "cleo@example.com",
  tags: [
    { type: "signature", pageNumber: 1, x: 0.1, y: unknownValue },
    { type: "initials", pageNumber: 1, x: 0.1, y: 0.2 },
  ],
};
const partly = (): Subject => guarded(subject({ recipients: [signer] }));
const unknown = (read: () => unknown): void => assert.throws(read, UnknownValueError);

describe("a subject with unknown parts", () => {
  it("throws where one of them is read, at any depth", () => {
    const [first] = partly().envelope.recipients;
    unknown(() => first?.name);
    unknown(() => first?.tags?.[0]?.y);
    unknown(() => first?.tags?.map(({ y }) => y));
  });

  it("throws where a part with them is taken as a whole", () => {
    const { envelope } = partly();
    unknown(() => ({ ...envelope.recipients[0] }));
    unknown(() => JSON.stringify(envelope));
    unknown(() => structuredClone(envelope));
    unknown(() => Object.values(envelope.recipients[0] ?? {}));
  });

  it("gives what is known beside them", () => {
    const { envelope, resource, kind } = partly();
    const [first] = envelope.recipients;
    assert.deepEqual(
      [resource, kind, envelope.name, first?.email, first?.tags?.map(({ x }) => x), first?.tags?.[1]],
      [
        "contract",
        "standard",
        "Service agreement",
        "cleo@example.com",
        [0.1, 0.1],
        { type: "initials", fileName: "contract.pdf", pageNumber: 1, x: 0.1, y: 0.2 },
      ],
    );
  });

  it("says which fields are given, though not what they are", () => {
    const [first] = partly().envelope.recipients;
    assert.deepEqual(
      ["name" in (first ?? {}), Object.keys(first ?? {}).includes("name"), first?.tags?.length],
      [true, true, 2],
    );
  });

  it("gives the same parts each time they are read", () => {
    const { envelope } = partly();
    const [first] = envelope.recipients;
    assert.equal(envelope.recipients[0], first);
    assert.equal(envelope.recipients.indexOf(first as never), 0);
  });

  it("may be frozen", () => {
    const { envelope } = guarded(deepFreeze(subject({ recipients: [signer] })));
    assert.equal(envelope.recipients[0]?.email, "cleo@example.com");
    unknown(() => envelope.recipients[0]?.name);
  });

  it("throws for lists and items that are not known", () => {
    unknown(() => guarded(subject({ recipients: unknownValue })).envelope.recipients);
    const { recipients } = guarded(subject({ recipients: [signer, unknownValue] })).envelope;
    assert.equal(recipients[0]?.email, "cleo@example.com");
    unknown(() => recipients[1]);
  });

  it("throws for documents that are not known, and for nothing else then", () => {
    const { documents: _, ...rest } = subject();
    const read = guarded({ ...rest, documents: undefined } as unknown as Subject);
    unknown(() => read.documents);
    assert.deepEqual([read.envelope, read.resource, read.sent], [rest.envelope, "contract", undefined]);
  });
});

describe("a subject that is known", () => {
  it("is given back as it is", () => {
    const known = subject();
    assert.equal(guarded(known), known);
  });
});

describe("forms that are not known yet", () => {
  const recipientOf = (parts: object, rest: object = {}) => {
    const recipient = { role: "Customer", name: "Cleo Example", email: "cleo@example.com", ...parts };
    const declared = { name: "A", documents: [{ path: "a.pdf" }, { path: "b.pdf" }], ...rest };
    const own = guarded(
      subjectOf("contract", { ...declared, recipients: [recipient] } as unknown as Declaration, []),
    ).envelope.recipients[0];
    assert(own);
    return own;
  };
  const tag = { type: "signature", pageNumber: 1, x: 0.1, y: 0.2 };

  it("are not taken for forms that are left out: the life of a link", () => {
    unknown(() => recipientOf({ activeForDays: unknownValue }).activeForSeconds);
    assert.equal(recipientOf({ activeForDays: 2 }).activeForSeconds, 172_800);
    assert.equal(recipientOf({}).activeForSeconds, undefined);
  });

  it("are not taken for forms that are left out: a place whose document is not read yet", () => {
    const place = { unit: "mm", from: "top left", x: 10, y: 10 };
    const [placed] = recipientOf({ tags: [{ type: "signature", fileName: "a.pdf", place }] }).tags ?? [];
    unknown(() => placed?.x);
    unknown(() => placed?.pageNumber);
    assert.equal(placed?.fileName, "a.pdf");
  });

  it("are not taken for forms that are left out: a tag's document", () => {
    const document = { path: unknownValue };
    unknown(() => recipientOf({ tags: [{ ...tag, document }] }).tags?.[0]?.fileName);
    unknown(() => recipientOf({ tags: [tag] }, { documents: unknownValue }).tags?.[0]?.fileName);
    unknown(
      () =>
        recipientOf({ witness: { tags: [{ ...tag, document: unknownValue }] } }).witness?.tags[0]?.fileName,
    );
    assert.equal(
      recipientOf({ tags: [{ ...tag, document: { path: "b.pdf" } }] }).tags?.[0]?.fileName,
      "b.pdf",
    );
    assert.equal(recipientOf({ tags: [tag] }).tags?.[0]?.fileName, undefined);
  });

  it("are not taken for forms that are left out: files somebody does not see", () => {
    const { excludedFiles } = recipientOf({ excludedFiles: ["a.pdf", { path: unknownValue }] });
    assert.equal(excludedFiles?.[0], "a.pdf");
    unknown(() => excludedFiles?.[1]);
  });
});
