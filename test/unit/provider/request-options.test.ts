import assert from "node:assert/strict";
import { declaredChanges } from "../../../provider/declared-changes.ts";
import { envelopeRequest } from "../../../provider/request.ts";
import { requestChanges, requestDigests } from "../../../provider/request-digests.ts";
import type { EmbeddedEnvelopeInputs, IdentifiedInputs } from "../../../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../../../schema/envelope-state.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { wireOptions } from "../../../schema/wire-options.ts";

const plain: EmbeddedEnvelopeInputs = {
  name: "NDA",
  documents: [{ path: "nda.pdf", sha256: "a".repeat(64), bytes: 1 }],
  recipients: [{ name: "Ada Example", email: "ada@example.com" }],
};

const options = {
  hasEnvelopeOtps: true,
  autotagging: "GENERAL",
  notifications: { destination: "https://example.com/hook", subscriptions: ["envelope_ready"] },
  branding: { logoOptions: { logoChoice: "no_logo" }, primaryColor: "#000" },
  parentRedirectUrls: { success: "https://example.com/ok" },
} satisfies Partial<EmbeddedEnvelopeInputs>;

const digestsOf = (inputs: EmbeddedEnvelopeInputs) => requestDigests(envelopeRequest(inputs));

describe("the options of a request", () => {
  it("are all sent, in snake_case", () => {
    const { recipients: _, ...sent } = wireOptions({ ...plain, ...options } as EmbeddedEnvelopeInputs);
    assert.deepEqual(sent, {
      name: "NDA",
      has_envelope_otps: true,
      autotagging: "GENERAL",
      notifications: { destination: "https://example.com/hook", subscriptions: ["envelope_ready"] },
      branding: { logo_options: { logo_choice: "no_logo" }, primary_color: "#000" },
      parent_redirect_urls: { success: "https://example.com/ok" },
    });
  });

  it("have an empty list of tags of each signer, and not of a copy, with autotagging", () => {
    const copy = { type: "CC" as const, name: "Ari Copy", email: "ari@example.com" };
    const recipients = [...plain.recipients, copy];
    const { recipients: sent } = wireOptions({ ...plain, recipients, autotagging: "GENERAL" });
    assert.deepEqual(sent, [{ type: "SIGNER", ...plain.recipients[0], tags: [] }, copy]);
  });

  it("say of a witness's tags, too, which file they are on", () => {
    const witness = { tags: [{ type: "signature" as const, pageNumber: 1, x: 0, y: 0 }] };
    const recipients = [{ ...plain.recipients[0], witness }] as EmbeddedEnvelopeInputs["recipients"];
    assert.deepEqual(wireOptions({ ...plain, recipients }).recipients[0]?.witness, {
      tags: [{ file_name: "nda.pdf", type: "signature", page_number: 1, x: 0, y: 0 }],
    });
  });

  for (const [name, value] of Object.entries(options))
    it(`are compared with what was sent: ${name}`, () => {
      const changes = requestChanges(digestsOf(plain), digestsOf({ ...plain, [name]: value }));
      assert.deepEqual(changes, { content: [name], contacts: [] });
    });

  for (const name of Object.keys(options))
    it(`do not differ while it is not known what they are: ${name}`, () => {
      const sent = { digests: digestsOf({ ...plain, ...options } as EmbeddedEnvelopeInputs) };
      const inputs = { ...plain, ...options, [name]: unknownValue } as unknown as IdentifiedInputs;
      assert.deepEqual(declaredChanges({ sent } as EnvelopeState, inputs), { content: [], contacts: [] });
    });
});
