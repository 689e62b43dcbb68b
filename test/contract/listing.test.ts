import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { envelopeOf } from "./envelopes.ts";
import { need, openTarget, patience, type Target } from "./target.ts";

const readings = [
  { searchOffset: "page", lowerCaseStatuses: false },
  { searchOffset: "item", lowerCaseStatuses: true },
] as const;

for (const variants of readings)
  describe(`contract: lists, with offsets of ${variants.searchOffset}s, lower case ${variants.lowerCaseStatuses}`, function () {
    this.timeout(patience);
    let target: Target;
    let folder: TestFolder;

    before(async function () {
      target = await openTarget(variants);
      folder = await newFolder();
      if (variants !== readings[0]) need(this, target.control, "choice between readings of the reference");
    });

    after(async () => {
      await target.close();
      await folder[Symbol.asyncDispose]();
    });

    it("finds envelopes by id, with name, status and time", async () => {
      const { envelope_id } = await target.processed(await envelopeOf(folder, { name: "Findable" }));
      const found = await target.client.findEnvelopes([envelope_id, randomUUID()]);
      assert.deepEqual(
        found.map(({ created_at, ...rest }) => ({
          ...rest,
          dated: !Number.isNaN(Date.parse(created_at ?? "")),
        })),
        [{ envelope_id, envelope: "Findable", status: "ACTIVE", dated: true }],
      );
    });

    it("does not find another account's", async function () {
      const stranger = need(this, target.stranger, "second account");
      const envelopeId = await target.create(await envelopeOf(folder));
      assert.deepEqual(await stranger.findEnvelopes([envelopeId]), []);
    });

    it("lists every envelope once, however many pages there are", async function () {
      need(this, target.control, "control API; 120 envelopes are too many for a real service");
      const envelope = await envelopeOf(folder);
      const before = await Array.fromAsync(target.client.searchEnvelopes(), ({ envelope_id }) => envelope_id);
      const created = await Promise.all(Array.from({ length: 120 }, () => target.create(envelope)));
      const listed = await Array.fromAsync(target.client.searchEnvelopes(), ({ envelope_id }) => envelope_id);
      assert.deepEqual(listed.toSorted(), [...before, ...created].toSorted());
    });

    it("lists by status", async () => {
      const active = await target.processed(await envelopeOf(folder));
      const archived = await target.processed(await envelopeOf(folder));
      await target.client.archiveEnvelope(archived.envelope_id);
      const search = target.client.searchEnvelopes({ statuses: ["ARCHIVED"] });
      const listed = await Array.fromAsync(search, ({ envelope_id, status }) => `${status} ${envelope_id}`);
      assert(listed.includes(`ARCHIVED ${archived.envelope_id}`));
      assert(!listed.some((line) => line.endsWith(active.envelope_id) || !line.startsWith("ARCHIVED")));
    });

    it("lists by day of creation", async () => {
      const id = await target.create(await envelopeOf(folder));
      const day = 24 * 60 * 60 * 1000;
      const now = Date.parse(target.control?.now() ?? new Date().toISOString());
      const listedBetween = async (from: number, to: number) => {
        const search = target.client.searchEnvelopes({ fromDate: new Date(from), toDate: new Date(to) });
        return (await Array.fromAsync(search, ({ envelope_id }) => envelope_id)).includes(id);
      };
      const seen = [
        await listedBetween(now - day, now + 2 * day),
        await listedBetween(now - 9 * day, now - 2 * day),
      ];
      assert.deepEqual(seen, [true, false]);
    });
  });
