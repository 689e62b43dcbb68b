import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import { ApiCaller, formOf, optionsFor, pdfOf, signer, tag } from "./api-caller.ts";

const field = (name: string, more: object = {}): object =>
  tag({ type: "text_field", width: 0.2, name, ...more });
const fields = [field("a"), field("b"), tag({ type: "date_signed_field", name: "date" })];
const on = (...names: string[]): object[] =>
  names.map((trigger_tag_name) => ({ trigger_tag_name, criteria: "has_value" }));
const rule = (more: object): object => ({ action: "show", conditions: on("a"), ...more });
const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
const idv = { idv: { session_config_name: "HR" } };
const merged = field("m", { merge_field: { source: "idv", field_name: "full_name" }, x: 0 });

describe("the options of a create request", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator();
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  async function refused(options: object, path = "/v2/envelopes"): Promise<string[]> {
    const { status, body } = await api.call("POST", path, formOf(options, { "nda.pdf": await pdfOf(1) }));
    assert.equal(status, 422);
    assert.deepEqual(emulator.control.envelopes(), []);
    return body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
  }

  it("are accepted with everything a standard envelope may have", async () => {
    const first = signer({
      ...{ ...phone, sign_group: 1, auth_type: "idv", verification: idv },
      event_notifications: ["signer_invitation", "signer_invitation_sms"],
      tags: [field("a", { x: 0 }), field("b", { x: 0 }), merged],
      witness: { auth_type: "sign-auth", tags: [tag()] },
      rules: [rule({ affected_tag_names: ["b"], affected_tag_names_other_recipients: ["c"] })],
    });
    const second = signer({
      ...{ sign_group: 2, auth_type: "sign-auth", yoti_attributes: ["photo"] },
      tags: [field("c", { x: 0 })],
    });
    const notifications = { destination: "https://example.com/hook", subscriptions: ["envelope_ready"] };
    assert.equal((await api.create({ ...optionsFor(first, second), notifications })).status, 202);
  });

  it("are accepted with autotagging, and with one-time passwords", async () => {
    const autotagged = optionsFor(signer({ role: "Tenant 30", tags: [] }));
    assert.equal((await api.create({ ...autotagged, autotagging: "REAL_ESTATE" })).status, 202);
    assert.equal((await api.create({ ...optionsFor(signer(phone)), has_envelope_otps: true })).status, 202);
  });

  it("may send webhooks to a server of this machine without https, and to no other", async () => {
    const to = (destination: string) => ({
      ...optionsFor(signer()),
      notifications: { destination, subscriptions: ["envelope_ready"] },
    });
    assert.deepEqual(await refused(to("http://example.com")), ["notifications.destination format"]);
    assert.equal((await api.create(to("http://127.0.0.1:9/hook"))).status, 202);
  });

  it("are refused with what only embedded envelopes have, and without what they need", async () => {
    const branded = { ...optionsFor(signer()), branding: {}, parent_redirect_urls: {} };
    assert.deepEqual(await refused(branded), ["branding not_allowed", "parent_redirect_urls not_allowed"]);
    const bySms = signer({ ...phone, event_notifications: ["signer_invitation", "signer_invitation_sms"] });
    assert.deepEqual(
      await refused({ ...branded, ...optionsFor(signer(), bySms) }, "/v2/embedded-envelopes"),
      ["recipients[0].event_notifications required", "recipients[1].event_notifications[1] not_allowed"],
    );
  });

  it("are refused with phones that are missing or wrong", async () => {
    const bySms = signer({ event_notifications: ["signer_invitation_sms"] });
    assert.deepEqual(await refused(optionsFor(bySms)), [
      "recipients[0].event_notifications only_sms",
      "recipients[0].mobile_number required",
    ]);
    assert.deepEqual(await refused({ ...optionsFor(signer()), has_envelope_otps: true }), [
      "recipients[0].mobile_number required",
    ]);
    assert.deepEqual(
      await refused(
        optionsFor(
          signer({ ...phone, mobile_number: 77009 }),
          signer({ ...phone, iso_country_code: "XX" }),
          signer({ ...phone, mobile_number: "447700900123" }),
        ),
      ),
      [
        "recipients[0].mobile_number not_a_number",
        "recipients[1].iso_country_code unknown",
        "recipients[2].mobile_number not_a_number",
      ],
    );
  });

  it("are refused with attributes or merge fields where nobody checks who signs", async () => {
    const wrong = signer({ yoti_attributes: ["photo"], tags: [merged], witness: { tags: [merged] } });
    assert.deepEqual(await refused(optionsFor(wrong)), [
      "recipients[0].yoti_attributes not_allowed",
      "recipients[0].tags[0].merge_field not_allowed",
      "recipients[0].witness.tags[0].merge_field not_allowed",
    ]);
    const withPasswords = optionsFor(signer({ ...phone, verification: idv, tags: [merged] }));
    assert.deepEqual(await refused({ ...withPasswords, has_envelope_otps: true }), [
      "recipients[0].tags[0].merge_field not_allowed",
    ]);
  });

  it("are refused with a witness's tags that are wrong", async () => {
    const tags = [tag({ name: "a" }), tag({ name: "a", tag_group_name: "alone" }), field("w", { x: 0.9 })];
    assert.deepEqual(await refused(optionsFor(signer({ witness: { tags } }))), [
      "recipients[0].witness.tags[1].name unique",
      "recipients[0].witness.tags[1].tag_group_name lone_tag",
      "recipients[0].witness.tags[2].width too_wide",
    ]);
  });

  it("are refused with rules about what there is not, or about one thing twice", async () => {
    const tags = fields.map((one) => ({ ...one, x: 0 }));
    const rules = [
      rule({ conditions: on("x", "date", "a", "a") }),
      rule({ affected_tag_names: ["a", "b", "x"], affected_tag_group_names: ["g"] }),
      rule({ affected_tag_names: ["b"] }),
    ];
    assert.deepEqual(await refused(optionsFor(signer({ tags, rules }))), [
      "recipients[0].rules[0].conditions[0].trigger_tag_name not_a_trigger",
      "recipients[0].rules[0].conditions[1].trigger_tag_name not_a_trigger",
      "recipients[0].rules[0].conditions[3].trigger_tag_name unique",
      "recipients[0].rules[2].affected_tag_names[0] unique",
      "recipients[0].rules[1].affected_tag_names[0] own_trigger",
      "recipients[0].rules[1].affected_tag_names[2] unknown",
      "recipients[0].rules[1].affected_tag_group_names[0] unknown",
    ]);
  });

  it("are refused with rules about signers who do not sign later, or without sign groups", async () => {
    const rules = [rule({ affected_tag_names_other_recipients: ["c", "d"] })];
    const first = signer({ tags: [field("a", { x: 0 })], rules });
    const beside = signer({ sign_group: 1, tags: [field("c", { x: 0 })] });
    assert.deepEqual(await refused(optionsFor(first, beside)), [
      "recipients[0].sign_group required",
      "recipients[0].rules[0].affected_tag_names_other_recipients[0] unknown",
      "recipients[0].rules[0].affected_tag_names_other_recipients[1] unknown",
    ]);
  });

  it("are refused with rules whose trigger is in a group they affect, or whose names two signers have", async () => {
    const grouped = ["a", "b"].map((name) => field(name, { x: 0, tag_group_name: "g" }));
    const rules = [
      rule({ affected_tag_group_names: ["g"], affected_tag_names_other_recipients: ["a", "later"] }),
    ];
    const first = signer({ sign_group: 1, tags: grouped, rules });
    const second = signer({ sign_group: 2, tags: [field("a", { x: 0 }), field("later", { x: 0 })] });
    assert.deepEqual(await refused(optionsFor(first, second)), [
      "recipients[0].rules[0].affected_tag_group_names[0] own_trigger",
      "recipients[0].rules[0].affected_tag_names_other_recipients[0] unknown",
    ]);
  });

  it("are refused with time zones by another name than the TZ database's", async () => {
    const zones = ["europe/london", "+01:00", "Europe/London"];
    const recipients = zones.map((time_zone_name) => signer({ time_zone_name }));
    assert.deepEqual(await refused(optionsFor(...recipients)), [
      "recipients[0].time_zone_name unknown",
      "recipients[1].time_zone_name unknown",
    ]);
  });

  it("are refused with roles or tags that autotagging cannot have", async () => {
    const recipients = [
      signer({ role: "Buyer", tags: [tag()] }),
      signer({ role: "Signer 31" }),
      signer({ role: "Signer 1" }),
      signer({ role: "Signer 1" }),
    ];
    assert.deepEqual(await refused({ ...optionsFor(...recipients), autotagging: "GENERAL" }), [
      "recipients[0].role not_a_role",
      "recipients[1].role not_a_role",
      "recipients[3].role unique",
      "recipients[0].tags not_empty",
    ]);
  });
});
