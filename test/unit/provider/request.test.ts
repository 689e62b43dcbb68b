import assert from "node:assert/strict";
import { envelopeRequest } from "../../../provider/request.ts";
import { fileNameOf } from "../../../schema/document-names.ts";
import type { EnvelopeInputs, RecipientInputs } from "../../../schema/envelope-inputs.ts";
import { recipientKeys } from "../../../schema/recipient-keys.ts";
import { wireOptions } from "../../../schema/wire-options.ts";

const person = { name: "Pat Example", email: "pat@example.com" };
const signature = { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 } as const;

const inputs = (change: Partial<EnvelopeInputs> = {}): EnvelopeInputs => ({
  name: "Mutual NDA",
  documents: [{ path: "contracts/nda.pdf", sha256: "a".repeat(64), pages: 2, bytes: 7 }],
  recipients: [{ ...person, tags: [signature] }],
  ...change,
});

describe("the options part of a request", () => {
  it("is the declaration in snake_case, with the defaults that only programs have", () => {
    assert.deepEqual(wireOptions(inputs({ onDelete: "retain", sealed: true, adopt: "x", supersedes: "y" })), {
      name: "Mutual NDA",
      recipients: [
        {
          type: "SIGNER",
          ...person,
          tags: [{ file_name: "nda.pdf", type: "signature", page_number: 1, x: 0.1, y: 0.8 }],
        },
      ],
    });
  });

  it("leaves out recipients' keys, and keeps a declared type", () => {
    const { recipients } = wireOptions(inputs({ recipients: [{ ...person, key: "k", type: "CC" }] }));
    assert.deepEqual(recipients, [{ type: "CC", ...person }]);
  });

  it("takes the only document's declared name for its tags", () => {
    const documents = [{ path: "a.pdf", fileName: "Contract.pdf" }];
    assert.equal(wireOptions(inputs({ documents })).recipients[0]?.tags?.[0]?.file_name, "Contract.pdf");
  });

  it("leaves a tag's file open where there are several documents or none is known", () => {
    for (const documents of [
      [{ path: "a.pdf" }, { path: "b.pdf" }],
      [],
      "unknown",
      null,
      [null],
      [{ path: 5 }],
    ]) {
      const { recipients } = wireOptions(inputs({ documents: documents as never }));
      assert.equal("file_name" in (recipients[0]?.tags?.[0] ?? {}), false);
    }
  });

  it("passes on what is no recipient or tag as it is, for the schema to name", () => {
    const recipients = ["pat", null, [], { tags: ["tag", null] }];
    assert.deepEqual(wireOptions(inputs({ recipients: recipients as never })).recipients, [
      "pat",
      null,
      [],
      { type: "SIGNER", tags: ["tag", null] },
    ]);
  });
});

describe("the name of a document", () => {
  it("is the declared one, else the last part of its path", () => {
    assert.equal(fileNameOf({ path: "a/b/c.pdf" }), "c.pdf");
    assert.equal(fileNameOf({ path: "a/b/c.pdf", fileName: "d.pdf" }), "d.pdf");
  });
});

describe("the keys of recipients", () => {
  const keysOf = (...recipients: Partial<RecipientInputs>[]): string[] =>
    recipientKeys(recipients.map((recipient) => ({ ...person, ...recipient })));

  it("are as declared, else the role, else the position", () => {
    assert.deepEqual(keysOf({ key: "k", role: "Buyer" }, { role: "Seller" }, {}), ["k", "Seller", "2"]);
  });

  it("are the position where several have the role", () => {
    assert.deepEqual(keysOf({ role: "Buyer" }, { role: "Buyer" }, { role: "Seller" }), ["0", "1", "Seller"]);
  });
});

describe("a request ready to be sent", () => {
  it("has the documents with what was found out about them, and as they are sent", () => {
    const { documents, files } = envelopeRequest(inputs());
    const sha256 = "a".repeat(64);
    assert.deepEqual(documents, [{ name: "nda.pdf", sha256, pages: 2, bytes: 7 }]);
    assert.deepEqual(files, [{ path: "contracts/nda.pdf", fileName: "nda.pdf", sha256 }]);
  });

  it("has no pages of a Word file", () => {
    const { documents } = envelopeRequest(inputs({ documents: [{ path: "a.docx", sha256: "b", bytes: 3 }] }));
    assert.deepEqual(documents, [{ name: "a.docx", sha256: "b", bytes: 3 }]);
  });

  it("has the same fingerprint wherever its files are, whatever its keys and settings", () => {
    const moved = inputs({
      documents: [{ path: "elsewhere/nda.pdf", sha256: "a".repeat(64), pages: 2, bytes: 7 }],
      recipients: [{ ...person, key: "other", tags: [signature] }],
      onDelete: "delete",
      acceptTimeoutSeconds: 5,
    });
    assert.equal(envelopeRequest(moved).fingerprint, envelopeRequest(inputs()).fingerprint);
  });
});
