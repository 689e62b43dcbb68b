import assert from "node:assert/strict";
import type { Issue } from "../../../schema/issue.ts";
import {
  embeddedAnswerIssues,
  envelopeIssues,
  idvSessionConfigIssues,
  idvSessionConfigsIssues,
  webhookIssues,
} from "../../../schema/validate.ts";

const pathsOf = (issues: Issue[]): string[] => issues.map(({ path }) => path.join("."));
const envelope_id = "5b0a2a3e-6f0e-4a86-9d3b-4c1f6d0f3c55";

describe("the schema of an envelope's state", () => {
  it("knows witnesses, and what was filled in", () => {
    const tags = [
      { name: "a", tag_group_name: null, was_optional: false, value: "x" },
      { name: "b", tag_group_name: "g", was_optional: true, value: true },
    ];
    const witness = { id: "w", type: "WITNESS", signer_id: "s", sign_status: "SIGNED", tags };
    assert.deepEqual(envelopeIssues({ status: "COMPLETE", details: { recipients: [witness] } }), []);
  });
});

describe("the schema of an embedded envelope's answer", () => {
  it("accepts both documented spellings", () => {
    for (const one of [
      { token: "t", email: "pat@example.com" },
      { Token: "t", Email: "pat@example.com" },
    ])
      assert.deepEqual(embeddedAnswerIssues({ envelope_id, recipients: [one] }), []);
  });

  it("refuses an answer without an id, or a recipient without a token", () => {
    assert.deepEqual(pathsOf(embeddedAnswerIssues({ recipients: [] })), ["envelope_id"]);
    assert.equal(embeddedAnswerIssues({ envelope_id, recipients: [{ email: "x" }] }).length > 0, true);
  });
});

describe("the schema of a webhook", () => {
  for (const [subscription_name, more] of [
    ["envelope_ready", { recipients: [{ Token: "t", Email: "pat@example.com" }] }],
    [
      "envelope_completion",
      { platform: { type: "API" }, marked_for_deletion: false, details: { recipients: [] } },
    ],
    [
      "signer_completion",
      { envelope_name: "NDA", status: "ACTIVE", details: { recipients: [{ type: "WITNESS" }] } },
    ],
    ["upload_errors", { status: "ERRORED", details: { errors: [{ file_name: "nda.pdf", code: "X" }] } }],
    ["idv_session_completion", { something_new: { at: 1 } }],
  ] as const)
    it(`accepts ${subscription_name}, with fields nobody knows`, () => {
      assert.deepEqual(webhookIssues({ subscription_name, envelope_id, ...more, new: true }), []);
    });

  it("refuses what names no envelope, or has another shape", () => {
    assert.deepEqual(pathsOf(webhookIssues({ subscription_name: "envelope_ready" })), ["envelope_id"]);
    assert.deepEqual(pathsOf(webhookIssues({ envelope_id, subscription_name: "x", recipients: {} })), [
      "recipients",
    ]);
    for (const value of [null, 5, "x", []]) assert.equal(webhookIssues(value).length > 0, true);
  });
});

describe("the schemas of session configurations", () => {
  it("pass on whatever the configuration itself holds", () => {
    const session_config = { requested_checks: [{ type: "LIVENESS", config: { max_retries: 3 } }] };
    assert.deepEqual(idvSessionConfigIssues({ name: "Own", is_private: true, session_config }), []);
    assert.deepEqual(pathsOf(idvSessionConfigIssues({ name: "", session_config: "x" })), [
      "is_private",
      "name",
      "session_config",
    ]);
  });

  it("accept the documented list", () => {
    const listed = { name: "HR", is_custom: false, is_private: false };
    assert.deepEqual(idvSessionConfigsIssues({ session_configs: [listed] }), []);
    assert.deepEqual(pathsOf(idvSessionConfigsIssues({ session_configs: [{}] })), ["session_configs.0.name"]);
  });
});
