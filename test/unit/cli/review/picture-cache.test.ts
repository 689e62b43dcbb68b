import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheFolder, PictureCache } from "../../../../cli/review/picture-cache.ts";
import { encodePng } from "../../../../document/index.ts";
import { scratchFolder } from "../../document/test-files.ts";

/** A picture of a side of its own, so that no two are the same. */
const png = (side: number): Uint8Array =>
  encodePng({ widthPx: side, heightPx: side, data: new Uint8Array(side * side * 4).fill(side) });

const opened = async (folder: string, maxBytes?: number): Promise<PictureCache> => {
  const cache = await PictureCache.open(folder, maxBytes);
  assert(cache);
  return cache;
};

describe("the cache of pictures", () => {
  const scratch = scratchFolder();

  it("gives what was put under the same key, to another process, too", async () => {
    const folder = scratch.path("kept");
    await (await opened(folder)).put("key", png(9));
    const found = await (await opened(folder)).get("key");
    assert.deepEqual(Buffer.from(found ?? []), Buffer.from(png(9)));
    assert.equal(await (await opened(folder)).get("other key"), undefined);
  });

  it("is nobody else's to look into, and closes a folder that was open", async function () {
    if (process.platform === "win32") return this.skip();
    const folder = scratch.path("private");
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await (await opened(folder)).put("key", png(3));
    const [file = ""] = readdirSync(folder);
    assert.deepEqual(
      [statSync(folder).mode & 0o777, statSync(join(folder, file)).mode & 0o777],
      [0o700, 0o600],
    );
  });

  it("is not kept where a link leads, nor where there is a file", async () => {
    const target = scratch.path("target");
    mkdirSync(target);
    symlinkSync(target, scratch.path("link"));
    assert.equal(await PictureCache.open(scratch.path("link")), undefined);
    assert.equal(await PictureCache.open(scratch.write("file", "")), undefined);
  });

  it("takes no picture that is cut off or changed, and puts another in its place", async () => {
    const folder = scratch.path("damaged");
    const cache = await opened(folder);
    await cache.put("key", png(9));
    const [file = ""] = readdirSync(folder);
    truncateSync(join(folder, file), 40);
    assert.equal(await cache.get("key"), undefined);
    writeFileSync(join(folder, file), "not a picture");
    assert.equal(await cache.get("key"), undefined);
    await cache.put("key", png(9));
    assert.equal((await cache.get("key"))?.length, png(9).length);
  });

  it("is used by several at once", async () => {
    const folder = scratch.path("shared");
    const caches = await Promise.all([opened(folder), opened(folder), opened(folder)]);
    await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const cache = caches[at % 3] as PictureCache;
        await cache.put(`key ${at % 10}`, png((at % 10) + 1));
        const found = await cache.get(`key ${at % 10}`);
        assert.equal(found?.length, png((at % 10) + 1).length);
        await cache.prune();
      }),
    );
    assert.equal(readdirSync(folder).length, 10);
  });

  it("lets go what was not used for longest when there is too much, and what was left half-written", async () => {
    const folder = scratch.path("full");
    const cache = await opened(folder, png(20).length * 5);
    for (let at = 0; at < 10; at += 1) {
      await cache.put(`key ${at}`, png(20));
      const known = new Set(readdirSync(folder));
      for (const file of known)
        if (Date.now() - statSync(join(folder, file)).mtimeMs < 60_000)
          utimesSync(join(folder, file), new Date(), new Date(Date.now() - (20 - at) * 120_000));
    }
    writeFileSync(join(folder, "half.png.1234"), "");
    utimesSync(join(folder, "half.png.1234"), 0, 0);
    await cache.prune();
    const left = await Promise.all(Array.from({ length: 10 }, (_, at) => cache.get(`key ${at}`)));
    assert.deepEqual(
      left.map((found) => found !== undefined),
      [false, false, false, false, false, false, true, true, true, true],
    );
    assert(readdirSync(folder).every((name) => name.endsWith(".png")));
  });

  it("keeps nothing where nothing can be written, and says nothing", async () => {
    const folder = scratch.path("gone");
    const cache = await opened(folder);
    rmSync(folder, { recursive: true });
    await cache.put("key", png(2));
    await cache.prune();
    assert.equal(await cache.get("key"), undefined);
  });

  it("is where the system keeps such things", () => {
    assert.equal(cacheFolder({ YOTISIGN_CACHE: "/c" }, "linux"), join("/c", "pictures"));
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux"), join("/x", "pulumi-yotisign", "pictures"));
    assert.match(cacheFolder({}, "darwin"), /Library.Caches.pulumi-yotisign.pictures$/);
    assert.equal(cacheFolder({ LOCALAPPDATA: "/l" }, "win32"), join("/l", "pulumi-yotisign", "pictures"));
  });
});
