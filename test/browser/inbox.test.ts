import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../unit/emulator/api-caller.ts";
import { type SIZES, useChromium } from "./chromium.ts";
import { seriousFindings, wholePicture } from "./looked-at.ts";

const hostile = `<img src=x onerror=alert(1)>"'&`;

describe("the inbox in a browser", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let emulator: Emulator;
  let api: ApiCaller;
  let destination: Server;
  let nda: string;
  /** What the webhooks' destination answers next; then 200. */
  let statuses: number[];

  before(async () => {
    destination = createServer((request, response) => {
      request.resume();
      response.writeHead(statuses.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => destination.listen(0, "127.0.0.1", resolve));
    emulator = await startEmulator({ clock: () => start });
    api = new ApiCaller(emulator);
  });
  after(async () => {
    await emulator?.close();
    await new Promise((resolve) => (destination ? destination.close(resolve) : resolve(undefined)));
  });

  /** Fills the emulator with an envelope in every state, messages, webhooks and faults. */
  beforeEach(async () => {
    emulator.reset();
    statuses = [503, 200, 503];
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
    await emulator.control.settled();
    emulator.control.sign({ envelopeId: nda, email: "ada@example.com" });
    await emulator.control.settled();
    emulator.control.advance(60);
    await emulator.control.settled();
    emulator.control.addFault({ operation: "create", count: 2, action: { kind: "status", status: 503 } });
    emulator.control.addFault({ operation: "completedDocuments", action: { kind: "reset-after" } });
    assert.equal(emulator.control.envelope(errored).status, "ERRORED");
  });

  const pages = (): [name: string, path: string][] => [
    ["dashboard", "/"],
    ["envelope", `/envelopes/${nda}`],
    ["mail", `/mails/${emulator.control.outbox().findIndex(({ to }) => to === "bob@example.com") + 1}`],
  ];

  for (const size of ["desktop", "phone"] as const satisfies (keyof typeof SIZES)[])
    for (const scheme of ["light", "dark"] as const)
      it(`is without serious findings, foreign requests and sideways scrolling on ${size}, ${scheme}`, async () => {
        for (const [name, path] of pages()) {
          const page = await browser.open(emulator.url + path, { size, scheme });
          await wholePicture(page, `inbox-${name}-${size}-${scheme}`);
          assert.deepEqual(await seriousFindings(page), [], name);
          const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
          assert.equal(wide, false, `${name} is wider than the window`);
        }
      });

  it("shows hostile names, messages and file names as text", async () => {
    emulator.control.clearFaults();
    const fileName = "<img src=x onerror=alert(1)>'&.pdf";
    const webhook = `http://127.0.0.1:9/?<script>alert(2)</script>`;
    const id = await api.created(
      {
        ...optionsFor(signer({ email: "o'neil&amp@example.com", tags: [tag({ file_name: fileName })] })),
        name: `NDA "'& Co`,
        emails: { invitation: { body: { message: hostile } } },
        notifications: { destination: webhook, subscriptions: ["envelope_ready"] },
      },
      { [fileName]: await pdfOf(1) },
    );
    await emulator.control.process();
    const page = await browser.open(emulator.url);
    for (const path of ["/", `/envelopes/${id}`, `/mails/${emulator.control.outbox().length}`]) {
      await page.goto(emulator.url + path);
      assert.equal(await page.locator("img[src=x], b, script:not([src])").count(), 0, path);
    }
    assert.equal(await page.locator("blockquote").textContent(), hostile);
    await page.goto(`${emulator.url}/envelopes/${id}`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: fileName }).click(),
    ]);
    assert.equal(download.suggestedFilename(), fileName.replaceAll(/[<>]/g, "_"));
  });

  it("advances the clock, signs and resets with the keyboard alone and without scripts", async () => {
    const page = await browser.open(emulator.url, { size: "phone", scripts: false });
    const press = async (name: string): Promise<void> => {
      await page.getByRole("button", { name, exact: true }).focus();
      await Promise.all([page.waitForURL(/./), page.keyboard.press("Enter")]);
    };
    await press("Advance 1 day");
    await page.getByText("Sun, 1 Feb 2026, 13:01:00 UTC").waitFor();
    assert.equal(emulator.control.now(), "2026-02-01T13:01:00.000Z");
    await page.getByRole("link", { name: "Mutual NDA" }).first().focus();
    await page.keyboard.press("Enter");
    await press("Sign as everybody");
    await page.getByText("COMPLETE", { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the completion pack" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "Mutual NDA.zip");
    await page.goto(emulator.url);
    await page.getByText("Reset…").focus();
    await page.keyboard.press("Enter");
    await press("Reset everything");
    await page.getByText("No envelopes yet.").waitFor();
    assert.deepEqual(emulator.control.envelopes(), []);
  });

  it("shows what comes while it is open, and keeps focus and what is unfolded", async () => {
    const page = await browser.open(emulator.url);
    const [hook] = emulator.control.webhooks();
    await page.locator(`[id="summary-${hook?.webhookId}"]`).click();
    const mail = page.locator("#mail-1");
    await mail.focus();
    emulator.control.sign({ envelopeId: nda, email: "bob@example.com" });
    emulator.control.sign({ envelopeId: nda, email: "cy@example.com" });
    await page.locator("#news", { hasText: "Inbox: 4 more" }).waitFor({ state: "attached" });
    const sent = emulator.control.outbox().length;
    assert.equal(await page.locator("#inbox .messages > li").count(), sent);
    assert.equal(await page.evaluate("document.activeElement.id"), "mail-1");
    assert.equal(await page.locator(`[id="body-${hook?.webhookId}"]`).getAttribute("open"), "");
  });

  it("lets no page of another origin change anything", async () => {
    const forms = ["/actions/reset", "/_emulator/reset"].map(
      (path) => `<form method="post" action="${emulator.url}${path}"><button>${path}</button></form>`,
    );
    const foreign = createServer((_request, response) => {
      response.setHeader("content-type", "text/html").end(forms.join(""));
    });
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    const page = await browser.open(emulator.url);
    const answers: number[] = [];
    for (const index of [0, 1]) {
      await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
      const [answer] = await Promise.all([
        page.waitForNavigation(),
        page.locator("button").nth(index).click(),
      ]);
      answers.push(answer?.status() ?? 0);
    }
    assert.deepEqual(answers, [403, 403]);
    assert.equal(emulator.control.envelopes().length, 4);
    foreign.closeAllConnections();
    await new Promise((resolve) => foreign.close(resolve));
  });
});
