import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DocumentReader } from "../../../document/index.ts";
import { exampleEnvelope, exampleNow } from "../../../policy/example.ts";
import { readPolicyDocuments } from "../../../policy/host/read-documents.ts";
import { judge } from "../../../policy/judge.ts";
import type { Rule } from "../../../policy/rule.ts";
import { documentFontsAreEmbedded } from "../../../policy/rules/document-fonts-are-embedded.ts";
import { documentHasNoAttachments } from "../../../policy/rules/document-has-no-attachments.ts";
import { documentHasNoPlaceholders } from "../../../policy/rules/document-has-no-placeholders.ts";
import { documentHasNoScripts } from "../../../policy/rules/document-has-no-scripts.ts";
import { documentHasNoSignatures } from "../../../policy/rules/document-has-no-signatures.ts";
import { documentIsNotEncrypted } from "../../../policy/rules/document-is-not-encrypted.ts";
import { documentTextIsSearchable } from "../../../policy/rules/document-text-is-searchable.ts";
import { tagDoesNotCoverText } from "../../../policy/rules/tag-does-not-cover-text.ts";
import { subjectOf } from "../../../policy/subject.ts";
import { needTestFiles, TEST_FILES } from "../document/test-files.ts";

const rules: readonly Rule[] = [
  documentFontsAreEmbedded,
  documentHasNoAttachments,
  documentHasNoPlaceholders,
  documentHasNoScripts,
  documentHasNoSignatures,
  documentIsNotEncrypted,
  documentTextIsSearchable,
  tagDoesNotCoverText,
];

/** Files that fail a rule, each in an envelope whose signature is at 0.1, 0.8 of page 1. */
const failing: Record<string, string[]> = {
  "document-fonts-are-embedded": ["rotation.pdf"],
  "document-has-no-attachments": ["attachment.pdf"],
  "document-has-no-placeholders": ["bonterms-cover-page.docx", "issue14415.pdf"],
  "document-has-no-scripts": [
    "annotation-text-widget.pdf",
    "autoprint.pdf",
    "js-buttons.pdf",
    "secHandler.pdf",
  ],
  "document-has-no-signatures": ["signed_verified.pdf"],
  "document-is-not-encrypted": ["empty_protected.pdf", "issue17215.pdf", "issue7665.pdf", "secHandler.pdf"],
  "tag-does-not-cover-text": ["bonterms-mutual-nda.pdf"],
};

describe("rules about documents", () => {
  before(function () {
    needTestFiles(this);
  });

  it("find in real and awkward documents what is there, and fail on none of them", async () => {
    const reader = new DocumentReader();
    const found: Record<string, string[]> = {};
    const undetermined: string[] = [];
    for (const folder of ["documents", "pdfs"])
      for (const file of readdirSync(join(TEST_FILES, folder))
        .filter((name) => /\.(pdf|docx)$/.test(name))
        .toSorted()) {
        const documents = [{ path: join(TEST_FILES, folder, file) }];
        const facts = await readPolicyDocuments(reader, documents);
        const subject = subjectOf(file, { ...exampleEnvelope, documents }, facts);
        const policy = { rules, config: { extends: "strict" as const } };
        for (const { rule, verdict } of judge([subject], policy, { context: { now: exampleNow } })
          .judgements) {
          if (verdict === "fail") found[rule] = [...(found[rule] ?? []), file];
          if (verdict === "undetermined") undetermined.push(`${rule} ${file}`);
        }
      }
    assert.deepEqual([found, undetermined], [failing, []]);
  });
});
