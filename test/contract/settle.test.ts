import assert from "node:assert/strict";
import { readSettings } from "../../provider/settings.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { envelopeOf } from "./envelopes.ts";
import { askUntil, need, openTarget, patience, type Target } from "./target.ts";

/**
 * How long the service takes until it shows what it was asked to do. The provider waits for as long as
 * `yotisign:searchSettleSeconds` says before it takes what it does not see for what never was.
 */
describe("contract: settles", function () {
  this.timeout(patience);
  const wanted = readSettings(() => undefined, {}).searchSettleSeconds;
  let target: Target;
  let folder: TestFolder;

  beforeEach(async () => {
    target = await openTarget();
    folder = await newFolder();
  });

  afterEach(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  /** Asks until it is so; says how often that was. */
  async function measured(what: string, isSo: () => Promise<boolean>): Promise<number> {
    const begun = performance.now();
    const seen = await askUntil(wanted, async () => (await isSo()) || undefined);
    if (seen) {
      const seconds = ((performance.now() - begun) / 1000).toFixed(2);
      console.log(`      ${what} after ${seconds} s; the provider waits ${wanted} s`);
      return seen.times;
    }
    throw new Error(
      `Not ${what} within ${wanted} s: set yotisign:searchSettleSeconds to more than this service takes`,
    );
  }

  const isListed = (id: string): Promise<boolean> =>
    Array.fromAsync(
      target.client.searchEnvelopes({ statuses: ["QUEUED", "ACTIVE"] }),
      ({ envelope_id }) => envelope_id,
    ).then((ids) => ids.includes(id));

  it("lists a new envelope in a search", async () => {
    const id = await target.create(await envelopeOf(folder));
    await measured("listed", () => isListed(id));
  });

  it("is seen to list it late", async function () {
    const control = need(this, target.control, "faults");
    control.addFault({ operation: "create", action: { kind: "search-lag", calls: 3 } });
    const id = await target.create(await envelopeOf(folder));
    assert.equal(await measured("listed late", () => isListed(id)), 4);
  });

  it("finds it by its id", async () => {
    const id = await target.create(await envelopeOf(folder));
    await measured("found", async () => (await target.client.findEnvelopes([id])).length === 1);
  });

  it("shows that it was withdrawn, alone and in a list", async () => {
    const { envelope_id: id } = await target.processed(await envelopeOf(folder));
    await target.client.archiveEnvelope(id);
    await measured("archived", async () => (await target.client.getEnvelope(id)).status === "ARCHIVED");
    await measured(
      "listed as archived",
      async () => (await target.client.findEnvelopes([id]))[0]?.status === "ARCHIVED",
    );
  });
});
