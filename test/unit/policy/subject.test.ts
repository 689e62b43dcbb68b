import assert from "node:assert/strict";
import { guarded, UnknownValueError } from "../../../policy/known.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { deepFreeze, subject } from "./judging.ts";

const cleo = { role: "Customer", name: "Cleo Example", email: "cleo@example.com" };
const sam = { role: "Supplier", name: "Sam Sample", email: "sam@example.com" };

describe("an envelope as rules see it", () => {
  it("has all forms written out as the API has them, in camelCase", () => {
    const { envelope, kind, resource, documents } = subject({
      message: "Please sign.",
      emails: { reminders: "weekly", replyTo: "office@example.com" },
      documents: [{ path: "papers/contract.pdf" }, { path: "terms.pdf", fileName: "Terms.pdf" }],
      recipients: [
        {
          ...cleo,
          activeForDays: 3,
          excludedFiles: [{ path: "terms.pdf" }],
          tags: [
            { type: "signature", document: { path: "papers/contract.pdf" }, pageNumber: 1, x: 0.1, y: 0.8 },
          ],
        },
        { ...sam, type: "CC" },
      ],
    });
    assert.deepEqual(
      { envelope, kind, resource, documents },
      {
        kind: "standard",
        resource: "contract",
        documents: [],
        envelope: {
          name: "Service agreement",
          emails: {
            invitation: { body: { message: "Please sign." } },
            reminders: { frequency: 7 },
            replyTo: "office@example.com",
          },
          sender: { eventNotifications: ["envelope_completion"] },
          recipients: [
            {
              ...cleo,
              key: "Customer",
              type: "SIGNER",
              activeForSeconds: 259_200,
              excludedFiles: ["Terms.pdf"],
              tags: [{ type: "signature", fileName: "contract.pdf", pageNumber: 1, x: 0.1, y: 0.8 }],
            },
            { ...sam, key: "Supplier", type: "CC" },
          ],
        },
      },
    );
  });

  it("is embedded where the resource's type says so", () => {
    const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
    assert.equal(subject({ identity }).kind, "embedded");
  });

  it("leads from a place to where the program says it", () => {
    const { inProgram } = subject({ recipients: [{ ...cleo, activeForDays: 3 }, sam] });
    const message = ["emails", "invitation", "body", "message"];
    for (const [path, found] of [
      [message, ["message"]],
      [
        ["recipients", 0, "activeForSeconds"],
        ["recipients", 0, "activeForDays"],
      ],
      [
        ["recipients", 1, "activeForSeconds"],
        ["recipients", 1, "activeForSeconds"],
      ],
      [
        ["recipients", 0, "tags", 2, "x"],
        ["recipients", 0, "tags", 2, "x"],
      ],
      [[], []],
    ] as const)
      assert.deepEqual(inProgram([...path]), found);
    assert.deepEqual(subject({ message: undefined }).inProgram(message), message);
  });

  const keys = (...recipients: unknown[]): unknown[] =>
    guarded(subject({ recipients })).envelope.recipients.map((recipient) => {
      try {
        return recipient.key;
      } catch (error) {
        assert(error instanceof UnknownValueError);
        return "unknown";
      }
    });

  it("has recipients with keys", () => {
    assert.deepEqual(keys(cleo, sam, { ...sam, key: "third" }), ["Customer", "1", "third"]);
  });

  it("has no key of somebody that may depend on what is not known yet", () => {
    const nobody = { ...cleo, role: unknownValue };
    assert.deepEqual(keys(nobody, sam, { ...sam, key: "third" }), ["unknown", "unknown", "third"]);
    assert.deepEqual(keys({ ...cleo, key: unknownValue }, sam), ["unknown", "Supplier"]);
  });

  it("is made of a wrong declaration, too, and leaves it as it is", () => {
    const wrong = deepFreeze({
      recipients: [null, "Cleo", { ...cleo, tags: [null, 3], witness: 7, excludedFiles: "none" }],
      documents: "contract.pdf",
      emails: [],
      message: 3,
    });
    const { recipients } = subject(wrong).envelope;
    assert.deepEqual(recipients, [
      null,
      "Cleo",
      {
        ...cleo,
        key: "Customer",
        type: "SIGNER",
        tags: [null, 3],
        witness: 7,
        excludedFiles: "none",
      },
    ]);
  });
});
