import assert from "node:assert/strict";
import { PdfEngine } from "../../../../document/pdf/pdf-engine.ts";
import { doublingTree, pdfOfPages, unpackingBomb } from "../sample-pdf.ts";

const PLAIN = pdfOfPages("/MediaBox [0 0 612 792]");
/** Reading it takes 2^60 steps, far more than any deadline. */
const ENDLESS = doublingTree(60);

describe("the PDF engine", function () {
  this.timeout(120_000);

  const pagesOf = (reading: Awaited<ReturnType<PdfEngine["read"]>>) =>
    "code" in reading ? reading.code : reading.pages?.length;

  it("refuses a PDF that makes its reader hang, and reads the next one", async () => {
    const engine = new PdfEngine();
    const readings = [
      engine.read(ENDLESS, { timeoutSeconds: 0.2 }),
      engine.read(PLAIN, { timeoutSeconds: 20 }),
      engine.read(ENDLESS, { timeoutSeconds: 0.2 }),
      engine.read(PLAIN, { timeoutSeconds: 20 }),
    ];
    assert.deepEqual((await Promise.all(readings)).map(pagesOf), ["timed-out", 1, "timed-out", 1]);
  });

  it("refuses a PDF that exhausts its reader's stack, and reads the next one", async () => {
    const engine = new PdfEngine();
    const readings = [
      await engine.read(doublingTree(50_000), { timeoutSeconds: 60 }),
      await engine.read(PLAIN, { timeoutSeconds: 20 }),
    ];
    assert.deepEqual(readings.map(pagesOf), ["damaged", 1]);
  });

  it("refuses a PDF that unpacks to more than its reader's memory, and reads the next one", async () => {
    const engine = new PdfEngine();
    const readings = [
      await engine.read(unpackingBomb(900), { timeoutSeconds: 60 }),
      await engine.read(PLAIN, { timeoutSeconds: 20 }),
    ];
    assert.deepEqual(readings.map(pagesOf), ["damaged", 1]);
  });

  it("gives a reading up when asked to, and reads the next one", async () => {
    const engine = new PdfEngine();
    const wanted = new AbortController();
    const reason = new Error("no longer wanted");
    const first = engine.read(ENDLESS, { timeoutSeconds: 20, signal: wanted.signal });
    const second = engine.read(PLAIN, { timeoutSeconds: 20 });
    wanted.abort(reason);
    await assert.rejects(first, reason);
    assert.equal(pagesOf(await second), 1);
  });

  it("has no thread once it was idle for a while, and reads the next one", async () => {
    const engine = new PdfEngine({ idleSeconds: 0 });
    await engine.read(PLAIN, { timeoutSeconds: 20 });
    assert.equal(engine.isRunning, true);
    // A timer that is due as soon as the engine's, and was set after it.
    await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(engine.isRunning, false);
    assert.equal(pagesOf(await engine.read(PLAIN, { timeoutSeconds: 20 })), 1);
  });

  it("leaves the bytes it was given as they were", async () => {
    const bytes = Buffer.from(PLAIN);
    await new PdfEngine().read(bytes, { timeoutSeconds: 20 });
    assert.deepEqual(bytes, PLAIN);
  });

  it("takes an unlimited deadline", async () => {
    const reading = await new PdfEngine().read(PLAIN, { timeoutSeconds: Number.POSITIVE_INFINITY });
    assert.equal(pagesOf(reading), 1);
  });
});
