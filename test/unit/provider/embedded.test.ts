import assert from "node:assert/strict";
import type { EmbeddedEnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { type Declared, urnOf, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("an embedded envelope", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const lease = (change: Partial<EmbeddedEnvelopeInputs> = {}): Declared => ({
    ...world.nda(),
    emails: {},
    identity: urnOf("nda", "EmbeddedEnvelope"),
    ...change,
  });

  it("e-mails nobody, and tells where each signer signs", async () => {
    await world.stack.up({ nda: lease() });
    const { status, signingUrls } = world.stack.state();
    assert.deepEqual(
      [status, world.mails(), Object.keys(signingUrls ?? {})],
      ["ACTIVE", [], ["Partner", "Company"]],
    );
    for (const url of Object.values(signingUrls ?? {}))
      assert.match(url, new RegExp(`^${world.emulator.url}/embedded/sign/[0-9a-f-]{36}$`));
  });

  it("says when the first signers' links expire, counted from the sending", async () => {
    await world.stack.up({ nda: withRecipient(lease(), "Partner", { activeForDays: 7 }) });
    const expiries = world.stack.state().recipients.map(({ linkExpiresAt }) => linkExpiresAt);
    // Group 2 has its turn when group 1 has signed, which nothing in the service's answer dates.
    assert.deepEqual(expiries, ["2026-03-09T09:00:00.000Z", undefined, undefined]);
  });

  it("gives its links to Pulumi as a secret", async () => {
    const { inputs } = await world.check(lease());
    const { outs } = await world.provider().create({ ...inputs, __provider: "" } as never);
    assert.equal(
      (outs.signingUrls as Record<string, unknown> | undefined)?.["4dabf18193072939515e22adb298388d"],
      "1b47061264138c4ac30d75fd1eb44270",
    );
  });

  it("has the links where the service writes their names with capitals, too", async () => {
    await world.stop();
    world = await World.start({ variants: { embeddedCapitals: true, embeddedStatus: 202 } });
    await world.stack.up({ nda: lease() });
    assert.deepEqual(Object.keys(world.stack.state().signingUrls ?? {}), ["Partner", "Company"]);
  });

  it("keeps each signer's link when two have one address", async () => {
    const twice = withRecipient(lease(), "Company", { email: "PAT@example.com" });
    await world.stack.up({ nda: twice });
    const { signingUrls = {} } = world.stack.state();
    assert.equal(new Set(Object.values(signingUrls)).size, 2);
  });

  it("keeps the links through refreshes and further runs", async () => {
    await world.stack.up({ nda: lease() });
    const { signingUrls } = world.stack.state();
    assert.equal(await world.stack.refresh(), false);
    assert.deepEqual(await world.stack.up({ nda: lease() }), ["same"]);
    assert.deepEqual(world.stack.state().signingUrls, signingUrls);
  });

  it("keeps a link when its recipient gets another key", async () => {
    await world.stack.up({ nda: lease() });
    const before = world.stack.state().signingUrls?.Partner;
    await world.stack.up({ nda: withRecipient(lease(), "Partner", { key: "tenant" }) });
    assert.deepEqual(world.stack.state().signingUrls?.tenant, before);
  });

  it("is never sent again because its answer was lost: it goes on without links, and says how to get new ones", async () => {
    world.emulator.control.addFault({
      operation: "createEmbedded",
      action: { kind: "reset-after" },
    });
    await assert.rejects(world.stack.up({ nda: lease() }));
    world.pass(120);
    await world.stack.up({ nda: lease() });
    const { envelopeId, signingUrls } = world.stack.state();
    assert.deepEqual([signingUrls, world.statuses(), world.mails()], [{}, ["ACTIVE"], []]);
    const warnings = world.shown
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? "",
      new RegExp(`links of envelope ${envelopeId} are not known here.*supersedes`),
    );
  });

  it("takes colours and addresses to go back to", async () => {
    const branding = { primaryColor: "#2d9fff" };
    const parentRedirectUrls = { success: "https://example.com/done", failure: "https://example.com/failed" };
    await world.stack.up({ nda: lease({ branding, parentRedirectUrls }) });
    const { options } = world.emulator.control.envelopes()[0] ?? {};
    assert.deepEqual(
      [options?.branding, options?.parent_redirect_urls],
      [{ primary_color: "#2d9fff" }, parentRedirectUrls],
    );
  });

  it("e-mails those whom the program says so", async () => {
    const told = withRecipient(lease(), "Partner", { eventNotifications: ["signer_invitation"] });
    await world.stack.up({ nda: { ...told, message: "Please sign." } });
    assert.deepEqual(world.mails(), ["invitation pat@example.com"]);
  });

  it("is one also under a parent whose name has two colons", async () => {
    const identity =
      "urn:pulumi:test::signing::my:comp:Team::a$pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::lease";
    await world.stack.up({ nda: { ...lease(), message: "Please sign.", identity } });
    assert.deepEqual([world.emulator.control.calls().createEmbedded, world.mails()], [1, []]);
  });

  it("is withdrawn when it is no longer declared", async () => {
    await world.stack.up({ nda: lease() });
    await world.stack.up({});
    assert.deepEqual(world.statuses(), ["ARCHIVED"]);
  });

  it("refuses a change of content", async () => {
    await world.stack.up({ nda: lease() });
    await assert.rejects(world.stack.up({ nda: lease({ name: "Another lease" }) }));
    assert.deepEqual(world.statuses(), ["ACTIVE"]);
  });
});
