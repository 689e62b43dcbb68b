import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../unit/emulator/api-caller.ts";
import { openWindow, screenshot, seriousFindings, sizes, startChromium } from "./chromium.ts";

const hostile = `<img src=x onerror=alert(1)>"'&`;

describe("the inbox in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let emulator: Emulator;
  let api: ApiCaller;
  let destination: Server;
  let nda: string;

  before(async function () {
    browser = await startChromium(this);
    let posts = 0;
    destination = createServer((request, response) => {
      posts += 1;
      request.resume();
      response.writeHead(posts === 1 ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => destination.listen(0, "127.0.0.1", resolve));
    emulator = await startEmulator({ clock: () => start, webhooks: "manual" });
    api = new ApiCaller(emulator);
  });
  after(async () => {
    await browser?.close();
    await emulator?.close();
    await new Promise((resolve) => (destination ? destination.close(resolve) : resolve(undefined)));
  });

  /** Fills the emulator with an envelope in every state, messages, webhooks and faults. */
  beforeEach(async () => {
    emulator.reset();
    const sign = tag({ name: "sig" });
    const url = `http://127.0.0.1:${(destination.address() as AddressInfo).port}/hook`;
    const notifications = { destination: url, subscriptions: ["envelope_ready", "signer_completion"] };
    const ada = signer({ tags: [sign], role: "Partner" });
    const bob = signer({
      name: "Bob Sample",
      email: "bob@example.com",
      sign_group: 2,
      tags: [sign],
      role: "Company",
    });
    const cy = signer({
      name: "Cy Model",
      email: "cy@example.com",
      sign_group: 2,
      tags: [sign],
      role: "Witnessed",
    });
    const copy = { type: "CC", name: "Dee Copy", email: "dee@example.com" };
    const emails = {
      name: "Example Legal",
      reply_to: "legal@example.com",
      invitation: { body: { message: "Please sign by Friday.\nCall us with any question." } },
    };
    const errored = await api.created({
      ...optionsFor(signer({ tags: [tag({ page_number: 7 })] })),
      name: "Lease with a wrong tag",
    });
    const complete = await api.created({
      ...optionsFor(signer({ tags: [sign] })),
      name: "Offer letter",
      sender: { event_notifications: ["envelope_completion"] },
    });
    const archived = await api.created({ ...optionsFor(signer({ tags: [sign] })), name: "Withdrawn order" });
    await emulator.control.process();
    emulator.control.signAll(complete);
    await api.call("PATCH", `/v2/envelopes/${archived}`);
    emulator.control.advance(3600);
    nda = await api.created({ ...optionsFor(ada, bob, cy, copy), name: "Mutual NDA", emails, notifications });
    await emulator.control.process();
    emulator.control.sign({ envelopeId: nda, email: "ada@example.com" });
    const [ready] = emulator.control.webhooks();
    for (let time = 0; time < 2; time += 1) await emulator.control.deliver(ready?.webhookId ?? "");
    emulator.control.addFault({ operation: "create", count: 2, action: { kind: "status", status: 503 } });
    emulator.control.addFault({ operation: "completedDocuments", action: { kind: "reset-after" } });
    assert.equal(emulator.control.envelope(errored).status, "ERRORED");
  });

  const pages = (): [name: string, path: string][] => [
    ["dashboard", "/"],
    ["envelope", `/envelopes/${nda}`],
    ["mail", `/mails/${emulator.control.outbox().findIndex(({ to }) => to === "bob@example.com") + 1}`],
  ];

  for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
    for (const scheme of ["light", "dark"] as const)
      it(`is without serious findings, foreign requests and sideways scrolling on ${size}, ${scheme}`, async () => {
        const { context, page, complaints } = await openWindow(browser, size, scheme);
        for (const [name, path] of pages()) {
          await page.goto(emulator.url + path);
          await screenshot(page, `inbox-${name}-${size}-${scheme}`);
          assert.deepEqual(await seriousFindings(page), [], name);
          const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
          assert.equal(wide, false, `${name} is wider than the window`);
        }
        assert.deepEqual(complaints, []);
        await context.close();
      });
});
