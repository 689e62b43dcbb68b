import assert from "node:assert/strict";
import { encode } from "fast-png";
import { ApiError } from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { cc, envelopeOf, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

const silent = (number: number) => signer(number, { event_notifications: [] });

for (const variants of [
  { embeddedStatus: 200, embeddedCapitals: false },
  { embeddedStatus: 202, embeddedCapitals: true },
] as const)
  describe(`contract: an embedded envelope, answered with ${variants.embeddedStatus}`, function () {
    this.timeout(patience);
    let target: Target;
    let folder: TestFolder;
    const created: string[] = [];

    before(async function () {
      target = await openTarget(variants);
      folder = await newFolder();
      if (variants.embeddedStatus === 202) need(this, target.control, "choice between readings");
    });

    after(async () => {
      if (!target.control)
        for (const id of created) await target.client.deleteEnvelope(id).catch(() => undefined);
      await target.close();
      await folder[Symbol.asyncDispose]();
    });

    const create = async (more: Parameters<typeof envelopeOf>[1]) => {
      const answer = await target.client.createEmbeddedEnvelope(await envelopeOf(folder, more));
      created.push(answer.envelopeId);
      return answer;
    };

    for (const [name, more] of [
      ["a signer who does not say what to be notified of", { recipients: [signer(1)] }],
      [
        "an invitation by SMS",
        { recipients: [signer(1, { event_notifications: ["signer_invitation_sms"] as never })] },
      ],
      ["a sign group 0", { recipients: [signer(1, { event_notifications: [], sign_group: 0 })] }],
    ] as const)
      it(`is refused with ${name}`, async () => {
        const error = await rejection(create({ recipients: [...more.recipients] }));
        assert(error instanceof ApiError, String(error));
        assert([400, 422].includes(error.status), String(error));
        assert.deepEqual(target.control?.outbox() ?? [], []);
      });

    it("has a token for each signer and none for a copy, and e-mails nobody who is not to be notified", async () => {
      const { envelopeId, recipients } = await create({ recipients: [silent(1), cc(3), silent(2)] });
      assert.deepEqual(
        recipients.map(({ email }) => email),
        [person(1).email, person(2).email],
      );
      assert.equal(new Set(recipients.map(({ token }) => token)).size, 2);
      await target.control?.process(envelopeId);
      assert.deepEqual(target.control?.outbox() ?? [], []);
      assert(["QUEUED", "ACTIVE"].includes((await target.client.getEnvelope(envelopeId)).status));
    });

    it("is taken with branding and redirect URLs, and can be signed", async () => {
      const logo_base64 = Buffer.from(encode({ width: 1, height: 1, data: new Uint8Array(4) })).toString(
        "base64",
      );
      const { envelopeId } = await create({
        recipients: [silent(1)],
        branding: {
          ...{
            logo_options: { logo_choice: "brand_powered_by_yoti", logo_base64 },
            primary_color: "#2d9fff",
          },
          ...{ primary_color_hover: "#1c8eee", on_primary_color: "#fff" },
          ...{ secondary_color: "#000", secondary_color_hover: "#333" },
        },
        parent_redirect_urls: { success: "https://example.com/ok", failure: "https://example.com/no" },
      });
      await target.control?.process(envelopeId);
      assert.equal(target.control?.signAll(envelopeId).status ?? "COMPLETE", "COMPLETE");
      target.control?.emptyOutbox();
    });

    it("e-mails those who are to be notified", async function () {
      const control = need(this, target.control, "control API");
      control.emptyOutbox();
      const invited = signer(1, { event_notifications: ["signer_invitation"] });
      const { envelopeId } = await create({ recipients: [invited, silent(2)] });
      await control.process(envelopeId);
      assert.deepEqual(
        control.outbox().map(({ kind, to }) => `${kind} ${to}`),
        [`invitation ${person(1).email}`],
      );
    });
  });
