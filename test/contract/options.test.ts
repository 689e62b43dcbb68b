import assert from "node:assert/strict";
import type { WireOptions, WireRecipient, WireTag } from "../../schema/generated/wire.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { envelopeOf, optionsOf, pdf, signature, signer } from "./envelopes.ts";
import { openTarget, patience, person, type Target } from "./target.ts";

const witnessed = (
  auth_type: "no-auth" | "sign-auth" | undefined,
): { recipients: Partial<WireRecipient>[] } => ({
  recipients: [{ witness: { tags: [signature], ...(auth_type && { auth_type }) } }],
});
const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
const box: WireTag = { ...signature, type: "checkbox_field", name: "extras", optional: true, y: 0.3 };
const text: WireTag = { ...signature, type: "text_field", name: "which", optional: true, y: 0.4, width: 0.3 };

const radios: WireTag[] = [0.5, 0.55].map((y, at) => ({
  ...signature,
  ...{ type: "radio_field", name: `choice ${at}`, tag_group_name: "choice", y },
}));
const every: WireTag[] = [
  signature,
  { ...signature, type: "initials", y: 0.1 },
  { ...signature, type: "date_signed_field", y: 0.2 },
  { ...signature, type: "attachment", y: 0.25 },
  box,
  ...radios,
  {
    ...{ ...text, optional: false, prefilled_value: "Anytown", help_text: "Town", disable_resize: true },
    validation: { regex: "^[a-z]+$", error_message: "Letters alone", flags: "i" },
  },
  { ...text, name: "fixed", y: 0.6, optional: false, prefilled_value: "As agreed", readonly: true },
];
const { invitation } = optionsOf().emails ?? {};

const declared: [string, Partial<WireOptions> | { recipients: Partial<WireRecipient>[] }][] = [
  ["every type of tag", { recipients: [{ tags: every }] }],
  [
    "a reply address, a sender's name and reminders",
    {
      emails: {
        ...{ invitation, reply_to: person(9).email, name: "Contract suite" },
        reminders: { frequency: 7 as const },
      },
      sender: { event_notifications: ["envelope_completion" as const] },
      recipients: [{}],
    },
  ],
  ["a life of its links", { recipients: [{ active_for_seconds: 31_536_000 }] }],
  ["a role", { recipients: [{ role: "Buyer" }] }],
  ["no tags", { recipients: [{ tags: [] }] }],
  ["tags that the documents carry", { autotagging: "GENERAL", recipients: [{ role: "Signer 1", tags: [] }] }],
  ["a witness, who may sign with the Yoti app", witnessed("sign-auth")],
  ["a witness, who may sign by the link alone", witnessed("no-auth")],
  ["a witness, of whom nothing is asked", witnessed(undefined)],
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
    "rules about those who sign later",
    {
      recipients: [
        {
          ...{ sign_group: 1, tags: [signature, box] },
          rules: [
            {
              action: "make_required" as const,
              conditions: [{ trigger_tag_name: "extras", criteria: "no_value" as const }],
              affected_tag_names_other_recipients: ["which"],
              affected_tag_group_names_other_recipients: ["choice"],
            },
          ],
        },
        { sign_group: 2, tags: [signature, text, ...radios.map((one) => ({ ...one, optional: true }))] },
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
  [
    "identity verification that fills in a field",
    {
      recipients: [
        {
          auth_type: "idv",
          verification: {
            idv: {
              ...{ session_config_name: "Finance", when: "before_viewing" as const, session_limit: 3 },
              blocks_signing: ["deadend_errors" as const, "merge_field_not_resolved" as const],
            },
          },
          tags: [
            signature,
            { ...text, merge_field: { source: "idv" as const, id_doc: "PASSPORT", field_name: "full_name" } },
          ],
        },
      ],
    },
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

  it("is taken with a file that one recipient does not see", async () => {
    const { options, files } = await envelopeOf(folder, {
      recipients: [signer(1), signer(2, { excluded_files: ["annex.pdf"] })],
    });
    const annex = { path: await folder.write("annex.pdf", await pdf()), fileName: "annex.pdf" };
    const { envelope_id, status } = await target.processed({ options, files: [...files, annex] });
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
