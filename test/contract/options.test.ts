import assert from "node:assert/strict";
import type { WireOptions, WireRecipient, WireTag } from "../../schema/generated/wire.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { envelopeOf, signature, signer } from "./envelopes.ts";
import { openTarget, patience, type Target } from "./target.ts";

const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
const box: WireTag = { ...signature, type: "checkbox_field", name: "extras", optional: true, y: 0.3 };
const text: WireTag = { ...signature, type: "text_field", name: "which", optional: true, y: 0.4, width: 0.3 };

const declared: [string, Partial<WireOptions> | { recipients: Partial<WireRecipient>[] }][] = [
  ["a witness", { recipients: [{ witness: { tags: [signature], auth_type: "no-auth" } }] }],
  ["one-time passwords", { has_envelope_otps: true, recipients: [phone] }],
  [
    "conditional rules",
    {
      recipients: [
        {
          tags: [signature, box, text],
          rules: [
            {
              action: "show",
              conditions: [{ trigger_tag_name: "extras", criteria: "has_value" }],
              affected_tag_names: ["which"],
            },
          ],
        },
      ],
    },
  ],
  [
    "the Yoti app",
    { recipients: [{ auth_type: "sign-auth", yoti_attributes: ["full_name", "date_of_birth"] }] },
  ],
  [
    "identity verification",
    { recipients: [{ auth_type: "idv", verification: { idv: { session_config_name: "HR" } } }] },
  ],
  ["an age check", { recipients: [{ verification: { age: { age_estimation: { allowed: true } } } }] }],
  ["a time zone", { recipients: [{ time_zone_name: "Europe/London" }] }],
  [
    "an invitation by SMS",
    {
      recipients: [{ ...phone, event_notifications: ["signer_invitation", "signer_invitation_sms"] }],
    },
  ],
];

describe("contract: an envelope", function () {
  this.timeout(patience);
  let target: Target;
  let folder: TestFolder;

  before(async () => {
    target = await openTarget();
    folder = await newFolder();
  });

  after(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  for (const [name, { recipients = [], ...more }] of declared)
    it(`is taken with ${name}, and can be signed`, async () => {
      const people = recipients.map((one, index) => signer(index + 1, one));
      const envelope = await envelopeOf(folder, { ...more, recipients: people });
      const { envelope_id, status } = await target.processed(envelope);
      assert.equal(status, "ACTIVE");
      assert.equal(target.control?.signAll(envelope_id).status ?? "COMPLETE", "COMPLETE");
    });

  it("ends ERRORED for a witness's tag on a page that the file does not have", async () => {
    const witness = { tags: [{ ...signature, page_number: 2 }] };
    const { status } = await target.processed(
      await envelopeOf(folder, { recipients: [signer(1, { witness })] }),
    );
    assert.equal(status, "ERRORED");
  });
});
