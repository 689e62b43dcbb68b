import assert from "node:assert/strict";
import { inspect } from "node:util";
import { parseWebhook, ValidationError } from "../../../../sdk/client/index.ts";
import { id } from "./test-service.ts";

const file = { id, name: "nda.pdf" };
const signed = {
  id,
  sign_status: "SIGNED",
  name: "Ada Example",
  email: "ada@example.com",
  auth_type: "no-auth",
  role: "Buyer",
  signed_at: "2026-01-31T12:00:00.000Z",
};

/** One of each documented form. */
const documented = [
  {
    subscription_name: "envelope_completion",
    envelope_id: id,
    envelope_name: "Mutual NDA",
    status: "COMPLETE",
    platform: { type: "API" },
    marked_for_deletion: false,
    details: {
      recipients: [
        {
          ...signed,
          type: "WITNESS",
          signer_id: id,
          sign_group_order: 1,
          invitation_email_queued_at: "",
          tags: [{ name: "sig", tag_group_name: "", was_optional: false, value: "true" }],
        },
        { id, name: "Cy Example", email: "cy@example.com", type: "CC", tags: [], sign_group_order: "" },
      ],
      completed_at: "2026-01-31T12:00:00.000Z",
      files: [file],
    },
  },
  {
    subscription_name: "upload_errors",
    envelope_id: id,
    status: "ERRORED",
    details: { errors: [{ file_name: "nda.pdf", code: "PAGE" }] },
  },
  {
    subscription_name: "envelope_ready",
    envelope_id: id,
    envelope_name: "Mutual NDA",
    recipients: [{ Token: id, Email: "ada@example.com" }],
  },
  {
    subscription_name: "envelope_created",
    envelope_id: id,
    recipients: [{ token: id, email: "ada@example.com" }],
  },
  {
    subscription_name: "signer_completion",
    envelope_id: id,
    status: "ACTIVE",
    details: { recipients: [signed], completed_at: "", files: [file] },
  },
  { subscription_name: "idv_task_completion", envelope_id: id, something: { new: [1, 2] } },
];

describe("parseWebhook", () => {
  for (const [index, webhook] of documented.entries())
    it(`takes ${webhook.subscription_name} as documented (${index + 1})`, () => {
      assert.deepEqual(parseWebhook(JSON.stringify(webhook)), webhook);
    });

  it("says what is wrong with a webhook, and repeats nothing of it", () => {
    const wrong = { subscription_name: "Ada Example", envelope_id: "ada@example.com" };
    assert.throws(
      () => parseWebhook(JSON.stringify(wrong)),
      (error) => {
        assert(error instanceof ValidationError);
        assert.deepEqual(
          error.issues.map(({ path }) => path),
          [["subscription_name"], ["envelope_id"]],
        );
        assert.doesNotMatch(inspect(error, { depth: null }), /ada/i);
        return true;
      },
    );
  });

  for (const text of ["{ada@example.com", '"ada@example.com"', '{"envelope_id": {"ada@example.com": 1}}'])
    it(`refuses ${JSON.stringify(text)} without repeating it`, () => {
      assert.throws(
        () => parseWebhook(text),
        (error) => error instanceof ValidationError && !inspect(error, { depth: null }).includes("ada@"),
      );
    });
});
