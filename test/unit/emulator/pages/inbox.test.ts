import assert from "node:assert/strict";
import { request } from "node:http";
import { unzipSync } from "fflate";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../api-caller.ts";

interface Page {
  status: number;
  text: string;
  headers: NodeJS.Dict<string | string[]>;
}

describe("the inbox's routes", () => {
  let emulator: Emulator;
  let api: ApiCaller;

  beforeEach(async () => {
    emulator = await startEmulator({ clock: () => start, hostNames: ["emulator.example.com"] });
    api = new ApiCaller(emulator);
  });
  afterEach(() => emulator.close());

  /** Asks as a browser does, or with other headers; fetch would set some of its own. */
  const ask = (path: string, headers: Record<string, string> = {}, form?: string): Promise<Page> =>
    new Promise((resolve, reject) => {
      const method = form === undefined ? "GET" : "POST";
      const more = form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
      const asked = request(emulator.url + path, {
        method,
        headers: { accept: "text/html", ...more, ...headers },
      });
      asked.once("error", reject).once("response", async (response) => {
        const text = Buffer.concat(await Array.fromAsync(response)).toString("latin1");
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
      asked.end(form);
    });

  const sent = async (more: object = {}): Promise<string> => {
    const id = await api.created({ ...optionsFor(signer({ tags: [tag()] })), ...more });
    await emulator.control.process();
    return id;
  };

  it("answer / as a page to browsers and as the list of routes to others", async () => {
    const page = await ask("/");
    const list = await ask("/", { accept: "*/*" });
    assert.match(page.headers["content-type"] as string, /^text\/html/);
    assert.match(page.text, /^<!doctype html>/);
    assert.equal(JSON.parse(list.text).name, "Yoti Sign emulator");
    assert.deepEqual([page.headers.vary, list.headers.vary], ["accept", "accept"]);
  });

  it("let a page load what the emulator serves, and nothing else", async () => {
    const { headers, text } = await ask("/");
    assert.equal(
      headers["content-security-policy"],
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    const loaded = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
    const statuses = await Promise.all([...new Set(loaded)].map(async (path) => (await ask(path)).status));
    assert.deepEqual([...new Set(loaded)].sort(), [
      "/assets/icon.svg",
      "/assets/inbox.css",
      "/assets/inbox.js",
      "/assets/look.css",
    ]);
    assert.deepEqual(statuses, [200, 200, 200, 200]);
  });

  it("show each e-mail with sender, answer address, subject, message and button", async () => {
    await sent({
      emails: {
        name: "Example Legal",
        reply_to: "legal@example.com",
        invitation: { body: { message: "Before Friday, please." } },
      },
    });
    const { text } = await ask("/mails/1");
    const [email] = emulator.control.outbox();
    for (const part of [
      "Example Legal <span",
      "legal@example.com",
      "Ada Example &lt;ada@example.com&gt;",
      "<h1>Mutual NDA</h1>",
      "<blockquote>Before Friday, please.</blockquote>",
      `href="${new URL(email?.link ?? "").pathname}">Review and sign</a>`,
    ])
      assert.ok(text.includes(part), part);
  });

  it("show text messages among the e-mails, and a witness beside the signer", async () => {
    const phone = { iso_country_code: "GB", mobile_number: "7700900123" };
    const notified = { event_notifications: ["signer_invitation", "signer_invitation_sms"] };
    const witness = { tags: [tag({ y: 0.7 })] };
    const id = await api.created(optionsFor(signer({ tags: [tag()], ...phone, ...notified, witness })));
    await emulator.control.process();
    const [sms] = emulator.control.texts();
    const page = (await ask("/")).text;
    const envelope = (await ask(`/envelopes/${id}`)).text;
    const path = new URL(sms?.link ?? "").pathname;
    for (const text of [page, envelope]) {
      assert.ok(text.includes("+447700900123"));
      assert.ok(text.includes(`href="${path}">Open the link</a>`));
      assert.ok(text.includes(`Not named yet <span class="badge">Witness</span>`));
    }
  });

  it("answer 404 as a page for an e-mail and an envelope that are not there, also to an id that is none", async () => {
    const paths = ["/mails/0", "/mails/1", "/mails/x", "/envelopes/3f333df6-90a4-4fda-8dd3-9485d27cee36"];
    for (const path of paths) {
      const { status, text } = await ask(path);
      assert.deepEqual([status, text.includes("Not there")], [404, true], path);
    }
    assert.equal((await ask("/envelopes/x")).status, 400);
    assert.equal(JSON.parse((await ask("/mails/1", { accept: "*/*" })).text).code, "unknown_mail");
  });

  it("show the envelope of an e-mail as deleted once it is", async () => {
    const id = await sent();
    await api.call("DELETE", `/v2/envelopes/${id}`);
    const { status, text } = await ask("/mails/1");
    assert.deepEqual([status, text.includes("deleted since")], [200, true]);
  });

  it("hand out files and the completion pack under their names, without a key", async () => {
    const fileName = "Vertraulichkeit – Größe.pdf";
    const content = await pdfOf(1);
    const id = await api.created(
      { ...optionsFor(signer({ tags: [tag({ file_name: fileName })] })), name: "Größe" },
      { [fileName]: content },
    );
    await emulator.control.process();
    const [, fileId] = /\/files\/([0-9a-f-]{36})/.exec((await ask(`/envelopes/${id}`)).text) ?? [];
    const file = await ask(`/envelopes/${id}/files/${fileId}`);
    assert.equal((await ask(`/envelopes/${id}/completed-documents`)).status, 409);
    emulator.control.signAll(id);
    const pack = await ask(`/envelopes/${id}/completed-documents`);
    assert.deepEqual(Buffer.from(file.text, "latin1"), Buffer.from(content));
    assert.equal(
      file.headers["content-disposition"],
      `attachment; filename="Vertraulichkeit _ Gro_e.pdf"; ` +
        "filename*=UTF-8''Vertraulichkeit%20%E2%80%93%20Gr%C3%B6%C3%9Fe.pdf",
    );
    assert.ok(fileName in unzipSync(Buffer.from(pack.text, "latin1")));
    assert.equal(
      pack.headers["content-disposition"],
      `attachment; filename="Gro_e.zip"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.zip`,
    );
  });

  it("act on a form and lead back to a page of their own, never to another place", async () => {
    const id = await sent();
    const backs = [`/envelopes/${id}`, "//example.com/", "https://example.com/", "/\\example.com"];
    const answers = [];
    for (const back of backs)
      answers.push(
        await ask("/actions/advance", {}, new URLSearchParams({ seconds: "60", back }).toString()),
      );
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.location]),
      [
        [303, `/envelopes/${id}`],
        [303, "/"],
        [303, "/"],
        [303, "/"],
      ],
    );
    assert.equal(emulator.control.now(), "2026-01-31T12:04:00.000Z");
  });

  it("refuse a form that is wrong, and one for what there is not", async () => {
    const answers = await Promise.all([
      ask("/actions/advance", {}, "seconds=-1"),
      ask("/actions/advance", {}, "seconds=99999999"),
      ask("/actions/toString", {}, ""),
      ask("/actions/deliver", {}, "webhookId=x"),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 400, 404, 404],
    );
    assert.equal(emulator.control.now(), "2026-01-31T12:00:00.000Z");
  });

  for (const path of ["/actions/reset", "/_emulator/reset"]) {
    const refused: Record<string, string>[] = [
      { origin: "https://example.com" },
      { origin: "null" },
      { origin: "http://127.0.0.1:1" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    it(`refuse ${path} to a page of another origin`, async () => {
      await sent();
      for (const headers of refused)
        assert.equal((await ask(path, headers, "")).status, 403, JSON.stringify(headers));
      assert.equal(emulator.control.envelopes().length, 1);
    });

    it(`take ${path} from a page of the emulator, and from what is no browser`, async () => {
      for (const headers of [
        {},
        { origin: emulator.url },
        { origin: emulator.url, "sec-fetch-site": "same-origin" },
        { "sec-fetch-site": "none" },
      ] as Record<string, string>[]) {
        await sent();
        const { status } = await ask(path, { ...headers, "content-type": contentType(path) }, "");
        assert.deepEqual([status < 400, emulator.control.envelopes()], [true, []], JSON.stringify(headers));
      }
    });
  }

  it("refuse everything to a name that a stranger may have pointed at this machine", async () => {
    const { port } = new URL(emulator.url);
    const hosts: [string, number][] = [
      [`127.0.0.1:${port}`, 200],
      [`localhost:${port}`, 200],
      [`[::1]:${port}`, 200],
      ["emulator", 200],
      ["host.docker.internal", 200],
      ["emulator.example.com", 200],
      ["rebound.example.com", 403],
      ["127.0.0.1.example.com", 403],
    ];
    for (const [host, status] of hosts)
      for (const path of ["/", "/_emulator/outbox"])
        assert.equal((await ask(path, { host })).status, status, `${host} ${path}`);
  });
});

const contentType = (path: string): string =>
  path.startsWith("/actions") ? "application/x-www-form-urlencoded" : "application/json";
