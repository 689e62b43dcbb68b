import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { envelopeArgsFromFile } from "../../../sdk/index.ts";

const page = readFileSync(new URL("../../../docs/moving-in.md", import.meta.url), "utf8");
const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
const [, message = ""] = /```\n(nda\.yaml cannot be used[\s\S]*?)\n```/.exec(page) ?? [];

describe("the page about moving in", () => {
  let folder: string;
  const documents = ["nda.pdf"];
  const read = (content: string, variables: Record<string, string | number>) => {
    writeFileSync(join(folder, "nda.yaml"), content);
    return envelopeArgsFromFile(join(folder, "nda.yaml"), { documents, variables });
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-moving-in-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("shows a file that can be used", () => {
    const variables = { month: "May", partnerName: "Pat Example", partnerEmail: "pat@example.com", page: 2 };
    assert.deepEqual(read(yaml, variables), {
      name: "Mutual NDA of May",
      emails: { invitation: { body: { message: "Please read and sign our NDA." } } },
      recipients: [
        {
          type: "SIGNER",
          name: "Pat Example",
          email: "pat@example.com",
          tags: [{ type: "signature", fileName: "nda.pdf", pageNumber: 2, x: 0.1, y: 0.8 }],
        },
      ],
      documents,
    });
  });

  it("shows the message of a file that cannot", () => {
    const wrong = yaml
      .replace("type: SIGNER", "signGroup: 1")
      .replace("partnerEmail", "partnerMail")
      .replace(/\$\{(month|partnerName)\}/g, "Pat");
    assert.throws(
      () => read(wrong, { partnerEmail: "pat@example.com", page: 2 }),
      (error) => (error as Error).message.replace(`${folder}/`, "") === message,
    );
  });
});
