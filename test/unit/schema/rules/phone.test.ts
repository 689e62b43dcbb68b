import assert from "node:assert/strict";
import type { WireRecipient } from "../../../../schema/generated/wire.ts";
import { signer, wrong } from "./sample-options.ts";

const phone = (iso_country_code: string, mobile_number: string | number): WireRecipient => ({
  ...signer,
  iso_country_code,
  mobile_number,
});

describe("a mobile number", () => {
  for (const [country, number] of [
    ["US", 2_125_550_123],
    ["de", "15112345678"],
    ["FR", "612345678"],
    ["AU", "491570006"],
    ["GB", "7700900123"],
  ] as const)
    it(`of ${country} is taken, as text or as number`, () => {
      assert.deepEqual(wrong([phone(country, number)]), []);
    });

  it("is of its country, without the country's code, and never shown", () => {
    const message =
      "is no telephone number of its country; write it without country code and leading zero, and look at its digits";
    for (const [country, number] of [
      ["GB", "770090012"],
      ["GB", "447700900123"],
      ["US", "1125550123"],
    ] as const)
      assert.deepEqual(wrong([phone(country, number)]), [`recipients.0.mobile_number: ${message}`]);
  });

  it("is of a country that has numbers", () => {
    assert.deepEqual(wrong([phone("XX", "7700900123")]), [
      'recipients.0.iso_country_code: is no country with telephone numbers; write two letters as in "GB" (ISO 3166-1)',
    ]);
  });

  it("is left to the schema where it is none by its form", () => {
    for (const number of ["07700900123", "12", "unknown", "1".repeat(100_000), 1.5, -1])
      assert.deepEqual(wrong([phone("GB", number)]), []);
  });

  it("is required of every signer of an envelope with one-time passwords, not of a copy", () => {
    const message =
      "is required with its country, since the envelope has one-time passwords; give both, or do without the passwords";
    const copy: WireRecipient = { type: "CC", name: "Ari Copy", email: "ari@example.com" };
    assert.deepEqual(wrong([phone("US", 2_125_550_123), signer, copy], { has_envelope_otps: true }), [
      `recipients.1.mobile_number: ${message}`,
    ]);
    assert.deepEqual(wrong([signer], { has_envelope_otps: false }), []);
  });

  it("is required of who is invited by SMS, who is told of something by e-mail too", () => {
    const about = (...event_notifications: WireRecipient["event_notifications"] & object) => ({
      ...phone("US", 2_125_550_123),
      event_notifications,
    });
    assert.deepEqual(wrong([about("signer_invitation_sms", "envelope_completion")]), []);
    assert.deepEqual(wrong([about("signer_invitation_sms")]), [
      "recipients.0.event_notifications.0: needs an e-mail beside it; add signer_invitation or envelope_completion",
    ]);
    const without: WireRecipient = {
      ...signer,
      event_notifications: ["signer_invitation", "signer_invitation_sms"],
    };
    assert.deepEqual(wrong([without]), [
      "recipients.0.mobile_number: is required with its country, since the signer is invited by SMS; give both, or remove signer_invitation_sms",
    ]);
  });
});
