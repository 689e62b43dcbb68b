import assert from "node:assert/strict";
import {
  type Anchor,
  type AnchorReading,
  type AnchorVariant,
  anchorIssues,
} from "../../../../document/index.ts";

const BOX = { leftPt: 0, topPt: 0, rightPt: 10, bottomPt: 10 };

const anchor = (roleLetter: string, name: string, number = 1, pageNumber = 1): Anchor => ({
  text: `|${roleLetter}${number}SR|`,
  pageNumber,
  box: BOX,
  roleLetter,
  number,
  role: `${name} ${number}`,
  type: "signature",
  required: true,
});

const reading = (anchors: readonly Anchor[], headerPages = [1]): AnchorReading => ({
  headerPages,
  anchors,
  issues: [],
});

const SIGNER = anchor("S", "Signer");
const TENANT = anchor("T", "Tenant", 2, 3);

describe("anchorIssues", () => {
  it("finds nothing where each role has anchors and each anchor a role", () => {
    const documents = [reading([SIGNER]), reading([anchor("S", "Signer", 2)])];
    assert.deepEqual(anchorIssues(documents, "GENERAL", ["Signer 1", "Signer 2"]), []);
  });

  it("wants a header on a document with anchors", () => {
    assert.deepEqual(anchorIssues([reading([SIGNER], [])], "GENERAL", ["Signer 1"]), [
      {
        code: "missing-header",
        document: 0,
        pageNumber: 1,
        message: "The first page has no header |AT|, so that no anchor would be read. Write it there.",
      },
    ]);
  });

  it("wants no header on a document without anchors, beside another that has one", () => {
    assert.deepEqual(anchorIssues([reading([], []), reading([SIGNER])], "GENERAL", ["Signer 1"]), []);
  });

  it("wants a header where no document has one", () => {
    const codes = anchorIssues([reading([], [])], "GENERAL", []).map(({ code }) => code);
    assert.deepEqual(codes, ["missing-header"]);
  });

  it("wants the header on the first page", () => {
    assert.deepEqual(anchorIssues([reading([SIGNER], [2])], "GENERAL", ["Signer 1"]), [
      {
        code: "header-not-on-first-page",
        document: 0,
        pageNumber: 2,
        text: "|AT|",
        message: "The header |AT| is on page 2, but belongs on the first page. Move it there.",
      },
    ]);
  });

  it("passes on what was found in each document", () => {
    const split = { code: "split", pageNumber: 2, text: "|S1SR|", message: "…" } as const;
    const documents = [reading([SIGNER]), { ...reading([]), issues: [split] }];
    assert.deepEqual(anchorIssues(documents, "GENERAL", ["Signer 1"]), [{ ...split, document: 1 }]);
  });

  for (const [variant, accepted] of [
    ["GENERAL", ["Signer 1"]],
    ["REAL_ESTATE", ["Tenant 2"]],
    ["ALL", ["Signer 1", "Tenant 2"]],
  ] as const satisfies readonly (readonly [AnchorVariant, readonly string[]])[])
    it(`takes the roles of ${variant} only: ${accepted.join(", ")}`, () => {
      const both = [SIGNER, TENANT];
      const issues = anchorIssues([reading(both)], variant, ["Signer 1", "Tenant 2"]);
      const refused = both.filter(({ role }) => !(accepted as readonly string[]).includes(role));
      assert.deepEqual(
        issues.map(({ code, pageNumber, text }) => ({ code, pageNumber, text })),
        refused.map(({ pageNumber, text }) => ({ code: "wrong-role-letter", pageNumber, text })),
      );
    });

  it("names a recipient without anchors by position, and the roles that have some", () => {
    assert.deepEqual(anchorIssues([reading([SIGNER])], "GENERAL", ["Signer 1", "Ada Example"]), [
      {
        code: "role-without-anchors",
        role: 1,
        message:
          "No anchor is for the role of this recipient; there are some for Signer 1. Give it a role that has anchors, or add anchors for it.",
      },
    ]);
  });

  it("cannot tell recipients without anchors beside a Word file", () => {
    assert.deepEqual(anchorIssues([reading([SIGNER]), undefined], "GENERAL", ["Signer 1", "Signer 2"]), []);
  });

  it("names the anchors of a role that nobody has, once", () => {
    const documents = [reading([SIGNER]), reading([TENANT, TENANT])];
    assert.deepEqual(anchorIssues(documents, "ALL", ["Signer 1"]), [
      {
        code: "anchors-without-recipient",
        document: 1,
        pageNumber: 3,
        text: "|T2SR|",
        message:
          '|T2SR| on page 3 (and 1 more) is for Tenant 2, but no recipient has the role "Tenant 2". Give it to a recipient, or remove the anchors.',
      },
    ]);
  });
});
