import assert from "node:assert/strict";
import { documentsIssues } from "../../../provider/signed-documents/check.ts";
import { formatPath } from "../../../schema/issue.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { DocumentsStack } from "./documents-stack.ts";
import { World } from "./world.ts";

const id = "2cc44997-82c2-4e61-86ec-5ad2aea48214";

const wrong = (change: object): string[] => {
  const inputs = { envelopeId: id, envelopeStatus: "ACTIVE", identity: "urn", ...change };
  return documentsIssues(inputs as never).map(({ path, message }) => `${formatPath(path)} ${message}`);
};

describe("what signed documents are declared with", () => {
  it("is right with an id and a status alone, or all there is", () => {
    assert.deepEqual(wrong({}), []);
    const documents = [
      { fileName: "nda.pdf", path: "nda.pdf", sha256: "A".repeat(64) },
      { fileName: "b.pdf" },
    ];
    const all = {
      directory: "signed",
      documents,
      roots: "emulator",
      account: "legal",
      publish: ["node", "p.mjs"],
    };
    assert.deepEqual(wrong(all), []);
  });

  for (const [change, expected] of [
    [{ envelopeId: undefined }, /^envelopeId must be an envelope's id.*give envelope/],
    [{ envelopeId: "nda" }, /^envelopeId must be/],
    [{ envelopeStatus: "complete" }, /^envelopeStatus must be an envelope's status, as in COMPLETE/],
    [{ envelopeStatus: "constructor" }, /^envelopeStatus must be/],
    [{ directory: " " }, /^directory must be a folder's path/],
    [{ directory: "a\0b" }, /^directory must be/],
    [{ roots: [] }, /^roots must be a list of paths of PEM files, or "emulator"/],
    [{ roots: "system" }, /^roots must be/],
    [{ account: "no/account" }, /^account must be/],
    [{ publish: "node publish.mjs" }, /^publish must be a program and its arguments, each a text of its own/],
    [{ publish: [] }, /^publish must be/],
    [{ documents: "nda.pdf" }, /^documents must be a list/],
    [{ documents: [{ path: "" }] }, /^documents\[0\] has no path and no fileName/],
    [
      { documents: [{ fileName: "a.pdf", sha256: "abc" }] },
      /^documents\[0\]\.sha256 must be a SHA-256 in hex/,
    ],
    [{ folder: "signed" }, /^folder is not a field here; there are: envelope, envelopeId/],
  ] as const)
    it(`is refused with ${JSON.stringify(change)}`, () => {
      const issues = wrong(change);
      assert.equal(issues.length, 1, issues.join("\n"));
      assert.match(issues[0] ?? "", expected);
    });

  it("may be unknown in a preview", () => {
    assert.deepEqual(
      wrong({ envelopeId: unknownValue, envelopeStatus: unknownValue, documents: unknownValue }),
      [],
    );
  });

  it("may have an envelope that is to be another one, which a preview shows as an update", async () => {
    const world = await World.start();
    try {
      const stack = await DocumentsStack.of(world);
      await stack.up(stack.declared);
      const later = unknownValue as never;
      assert.equal(
        await stack.preview({ ...stack.declared, envelopeId: later, envelopeStatus: later }),
        "update",
      );
      await assert.rejects(stack.preview({ ...stack.declared, directory: "" }), {
        message: "directory must be a folder's path (nothing was downloaded)",
      });
    } finally {
      await world.stop();
    }
  });
});
