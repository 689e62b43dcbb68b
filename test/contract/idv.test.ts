import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { WireRecipient } from "../../schema/generated/wire.ts";
import {
  ApiError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  OutcomeUnknownError,
  UnauthorizedError,
  type YotiSignClient,
} from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { rejection } from "../unit/sdk/client/test-service.ts";
import { envelopeOf, signer } from "./envelopes.ts";
import { need, openTarget, patience, type Target } from "./target.ts";

describe("contract: identity verification", function () {
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

  const file = (name: string): string => join(folder.path, name);
  const calls: [string, (client: YotiSignClient, recipientId: string) => Promise<unknown>][] = [
    ["getSession", ({ idv }, id) => idv.getSession(id)],
    ["downloadMedia", ({ idv }, id) => idv.downloadMedia(id, randomUUID(), file("face.jpg"))],
    ["downloadPdf", ({ idv }, id) => idv.downloadPdf(id, file("report.zip"))],
    ["resetSessionLimit", ({ idv }, id) => idv.resetSessionLimit(id)],
  ];

  const verified: Partial<WireRecipient> = {
    auth_type: "idv",
    verification: { idv: { session_config_name: "Real Estate", session_limit: 10 } },
  };

  /** Somebody whose identity is verified. */
  async function recipient(): Promise<{ envelopeId: string; recipientId: string }> {
    const envelope = await envelopeOf(folder, { recipients: [signer(1, verified)] });
    const { envelope_id: envelopeId, details } = await target.processed(envelope);
    return { envelopeId, recipientId: details?.recipients?.[0]?.id ?? "" };
  }

  for (const [name, call] of calls) {
    it(`refuses ${name} to an unknown key, for an id that is none, and for an unknown one`, async () => {
      const unknown = target.newClient({ apiKey: "nobody-has-this-key" });
      const errors = [
        await rejection(call(unknown, randomUUID())),
        await rejection(call(target.client, "not-a-uuid")),
        await rejection(call(target.client, randomUUID())),
      ];
      assert(errors[0] instanceof UnauthorizedError, String(errors[0]));
      assert(errors[1] instanceof BadRequestError, String(errors[1]));
      assert(errors[2] instanceof NotFoundError, String(errors[2]));
    });

    it(`refuses ${name} for another account's recipient`, async function () {
      const stranger = need(this, target.stranger, "second account");
      const { recipientId } = await recipient();
      const error = await rejection(call(stranger, recipientId));
      assert(error instanceof ForbiddenError, String(error));
    });
  }

  it("refuses its configurations to an unknown key", async () => {
    const { idv } = target.newClient({ apiKey: "nobody-has-this-key" });
    const config = { name: "Passport", is_private: true, session_config: {} };
    assert((await rejection(idv.listSessionConfigs())) instanceof UnauthorizedError);
    assert((await rejection(idv.createSessionConfig(config))) instanceof UnauthorizedError);
  });

  it("refuses a configuration without a name", async () => {
    const config = { name: "", is_private: true, session_config: {} };
    const error = await rejection(target.client.idv.createSessionConfig(config));
    assert(error instanceof ApiError, String(error));
    assert([400, 422].includes(error.status), String(error));
  });

  it("refuses a configuration whose name is taken, and changes none", async function () {
    need(this, target.control, "control API; a configuration cannot be removed again");
    const before = await target.client.idv.listSessionConfigs();
    const config = { name: "HR", is_private: true, session_config: {} };
    const error = await rejection(target.client.idv.createSessionConfig(config));
    assert(error instanceof ConflictError, String(error));
    assert.deepEqual(await target.client.idv.listSessionConfigs(), before);
  });

  it("has no medium that the session does not name", async function () {
    const control = need(this, target.control, "control API");
    const choice = await recipient();
    control.setIdvSession({ ...choice, result: { state: "COMPLETED" } });
    const unknown = target.client.idv.downloadMedia(choice.recipientId, randomUUID(), file("face.jpg"));
    const error = await rejection(unknown);
    assert(error instanceof NotFoundError, String(error));
  });

  it("lists what can be verified: what is there for all, and what was created, in detail when asked", async function () {
    need(this, target.control, "control API; a configuration cannot be removed again");
    const session_config = { requested_checks: [{ type: "LIVENESS" }] };
    await target.client.idv.createSessionConfig({ name: "Passport", is_private: true, session_config });
    const brief = await target.client.idv.listSessionConfigs();
    const detailed = await target.client.idv.listSessionConfigs({ detailed: true });
    assert.deepEqual(
      brief.map(({ name }) => name),
      ["Real Estate", "HR", "Finance", "Passport"],
    );
    assert.deepEqual(brief.at(-1), { name: "Passport", is_custom: true, is_private: true });
    assert.deepEqual(detailed.at(-1), { ...brief.at(-1), session_config });
  });

  it("has no result before there is a session", async () => {
    const { recipientId } = await recipient();
    const error = await rejection(target.client.idv.getSession(recipientId));
    assert(error instanceof NotFoundError, String(error));
  });

  it("has a result and no report while it is ongoing", async function () {
    const control = need(this, target.control, "control API");
    const { envelopeId, recipientId } = await recipient();
    control.setIdvSession({ envelopeId, recipientId, result: { state: "ONGOING", checks: [] } });
    assert.deepEqual(await target.client.idv.getSession(recipientId), { state: "ONGOING", checks: [] });
    const error = await rejection(target.client.idv.downloadPdf(recipientId, file("report.zip")));
    assert(error instanceof ConflictError, String(error));
  });

  it("has a result, media and a report once it is completed", async function () {
    const control = need(this, target.control, "control API");
    const { envelopeId, recipientId } = await recipient();
    const mediaId = randomUUID();
    const media = {
      [mediaId]: { contentType: "image/png", base64: Buffer.from("pixels").toString("base64") },
    };
    control.setIdvSession({ envelopeId, recipientId, result: { state: "COMPLETED" }, media });
    const { idv } = target.client;
    const saved = await idv.downloadMedia(recipientId, mediaId, file("face.png"));
    await idv.downloadPdf(recipientId, file("report.zip"));
    assert.equal((await idv.getSession(recipientId)).state, "COMPLETED");
    assert.deepEqual([saved.contentType, await readFile(file("face.png"), "utf8")], ["image/png", "pixels"]);
    assert.deepEqual(Object.keys(unzipSync(await readFile(file("report.zip")))), ["report.pdf"]);
  });

  it("doubles how often a recipient may try, up to 50, once for each call", async function () {
    const control = need(this, target.control, "control API");
    const choice = await recipient();
    const limits: number[] = [control.idvSessionLimit(choice)];
    for (let time = 1; time <= 3; time += 1) {
      await target.client.idv.resetSessionLimit(choice.recipientId);
      limits.push(control.idvSessionLimit(choice));
    }
    const error = await rejection(target.client.idv.resetSessionLimit(choice.recipientId));
    assert(error instanceof ApiError && error.status < 500, String(error));
    assert.deepEqual(limits, [10, 20, 40, 50]);
  });

  it("leaves a reset in doubt whose answer was lost, and it was done once", async function () {
    const control = need(this, target.control, "control API");
    const choice = await recipient();
    control.addFault({ operation: "resetIdvSessionLimit", action: { kind: "reset-after" } });
    const error = await rejection(target.client.idv.resetSessionLimit(choice.recipientId));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.equal(control.idvSessionLimit(choice), 20);
  });
});
