import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readlinkSync, truncateSync } from "node:fs";
import { Agent, buildConnector } from "undici";
import {
  type NewEnvelope,
  OutcomeUnknownError,
  type UploadFile,
  ValidationError,
} from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder, options } from "./test-files.ts";
import {
  accepted,
  id,
  newClient,
  type Received,
  rejection,
  reset,
  silence,
  startService,
  startTcpService,
} from "./test-service.ts";

/** A multipart body as an independent parser reads it. */
async function partsOf(request: Received | undefined): Promise<[string, File | string][]> {
  const headers = { "content-type": request?.headers["content-type"] ?? "" };
  const form = await new Response(new Uint8Array(request?.body ?? []), { headers }).formData();
  return [...form] as [string, File | string][];
}

describe("the body of a create", () => {
  it("has the files in their order and then the options", async () => {
    await using folder = await newFolder();
    const contents = { "b.pdf": "%PDF-1.7 b", "a.docx": "PK a", "c.DOC": "doc c" };
    const files: UploadFile[] = [];
    for (const [fileName, content] of Object.entries(contents))
      files.push({ path: await folder.write(fileName, content), fileName });
    await using service = await startService(accepted);
    await using client = newClient(service.url);

    assert.deepEqual(await client.createEnvelope({ options, files }), { envelopeId: id });

    const [request] = service.received;
    const parts = await partsOf(request);
    const seen = await Promise.all(
      parts.map(async ([name, part]) =>
        part instanceof File ? [name, part.name, part.type, await part.text()] : [name, JSON.parse(part)],
      ),
    );
    assert.deepEqual(seen, [
      ["file", "b.pdf", "application/pdf", "%PDF-1.7 b"],
      ["file", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template", "PK a"],
      ["file", "c.DOC", "application/msword", "doc c"],
      ["options", options],
    ]);
    assert.match(String(request?.body), /name="options"\r\nContent-Type: application\/json\r\n/);
  });

  it("has a length that is said beforehand", async () => {
    await using folder = await newFolder();
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope(await newEnvelope(folder, Buffer.alloc(300_001, "é")));
    const [request] = service.received;
    assert.equal(request?.headers["content-length"], String(request?.body.length));
    assert.equal(request?.headers["transfer-encoding"], undefined);
  });

  it("keeps every byte of a file, and the path out", async () => {
    await using folder = await newFolder();
    const content = Buffer.from(Array.from({ length: 1_000_003 }, (_, index) => index % 251));
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope(await newEnvelope(folder, content));
    const [[, file] = []] = await partsOf(service.received[0]);
    assert(Buffer.from(await (file as File).arrayBuffer()).equals(content));
    assert(!service.received[0]?.body.includes(folder.path));
  });

  it("sends names beyond ASCII as they are, in UTF-8", async () => {
    await using folder = await newFolder();
    const fileName = "Vertrag – Ärger & Söhne (契約).pdf";
    const files = [{ path: await folder.write("x.pdf", "%PDF"), fileName }];
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope({ options, files });
    const [[, file] = []] = await partsOf(service.received[0]);
    assert.equal((file as File).name, fileName);
  });

  it("sends a file that is empty", async () => {
    await using folder = await newFolder();
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope(await newEnvelope(folder, ""));
    const [[, file] = []] = await partsOf(service.received[0]);
    assert.equal((file as File).size, 0);
  });

  it("takes a content type that it is given, for any extension", async () => {
    await using folder = await newFolder();
    const files = [
      { path: await folder.write("x", "%PDF"), fileName: "nda.bin", contentType: "application/pdf" },
    ];
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope({ options, files });
    const [[, file] = []] = await partsOf(service.received[0]);
    assert.equal((file as File).type, "application/pdf");
  });
});

describe("a create that cannot be sent", () => {
  const pdf = (fileName: string, path = "nda.pdf"): UploadFile => ({ path, fileName });
  const refused: [string, UploadFile[], (string | number)[], RegExp][] = [
    ["no files", [], ["files"], /1 to 20 files, and are 0/],
    ["21 files", Array.from({ length: 21 }, (_, at) => pdf(`${at}.pdf`)), ["files"], /and are 21/],
    ["an empty name", [pdf("")], ["files", 0, "fileName"], /is empty/],
    ["a quote in a name", [pdf('a".pdf')], ["files", 0, "fileName"], /cannot be sent in a file name/],
    ["a line break in a name", [pdf("a\r\nX-Evil: 1.pdf")], ["files", 0, "fileName"], /cannot be sent/],
    ["a slash in a name", [pdf("a/b.pdf")], ["files", 0, "fileName"], /cannot be sent/],
    ["a backslash in a name", [pdf("a\\b.pdf")], ["files", 0, "fileName"], /cannot be sent/],
    ["an unknown extension", [pdf("a.pdf"), pdf("b.odt")], ["files", 1, "fileName"], /does not end in \.pdf/],
    [
      "a file that is missing",
      [pdf("a.pdf"), pdf("b.pdf", "nowhere.pdf")],
      ["files", 1],
      /nowhere\.pdf \(ENOENT\)/,
    ],
    ["a folder", [pdf("a.pdf", ".")], ["files", 0], /is not a file/],
    [
      "other bytes than expected",
      [{ ...pdf("a.pdf"), sha256: "0".repeat(64) }],
      ["files", 0],
      /has changed on disk/,
    ],
  ];
  for (const [name, files, path, message] of refused)
    it(`because of ${name} says so, and sends nothing`, async () => {
      await using folder = await newFolder();
      await folder.write("nda.pdf", "%PDF");
      await using service = await startService(accepted);
      await using client = newClient(service.url);
      const inFolder = files.map((file) => ({ ...file, path: `${folder.path}/${file.path}` }));
      const error = await rejection(client.createEnvelope({ options, files: inFolder }));
      assert(error instanceof ValidationError, String(error));
      assert.deepEqual(error.issues[0]?.path, path);
      assert.match(error.message, message);
      assert.equal(service.received.length, 0);
    });

  it("because a file changes its length before it is sent says so, and sends nothing", async () => {
    await using folder = await newFolder();
    const envelope = await newEnvelope(folder);
    await using service = await startService(accepted);
    const connect = buildConnector({});
    const dispatcher = new Agent({
      connect: (target, done) => {
        truncateSync(envelope.files[0]?.path ?? "", 3);
        connect(target, done);
      },
    });
    await using client = newClient(service.url, { dispatcher });
    const error = await rejection(client.createEnvelope(envelope));
    await dispatcher.close();
    assert(error instanceof ValidationError, String(error));
    assert.equal(service.received.length, 0);
  });

  it("is not refused for a file that has the bytes expected", async () => {
    await using folder = await newFolder();
    const sha256 = createHash("sha256").update("%PDF").digest("hex").toUpperCase();
    const files = [{ path: await folder.write("nda.pdf", "%PDF"), fileName: "nda.pdf", sha256 }];
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    assert.deepEqual(await client.createEnvelope({ options, files }), { envelopeId: id });
  });
});

describe("the files of a create", () => {
  /** What this process has open in a folder. */
  const openIn = (folder: string): string[] =>
    readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        const target = readlinkSync(`/proc/self/fd/${fd}`);
        return target.startsWith(folder) ? [target] : [];
      } catch {
        return [];
      }
    });

  before(function () {
    if (process.platform === "linux") return;
    console.warn("Only Linux shows which files a process has open: skipped.");
    this.skip();
  });

  const manyBytes = Buffer.alloc(5_000_000);

  it("are closed when it was accepted", async () => {
    await using folder = await newFolder();
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await client.createEnvelope(await newEnvelope(folder, manyBytes));
    assert.deepEqual(openIn(folder.path), []);
  });

  it("are closed when the connection broke while they were sent", async () => {
    await using folder = await newFolder();
    await using service = await startTcpService((socket) =>
      socket.once("data", () => socket.resetAndDestroy()),
    );
    await using client = newClient(service.url);
    await rejection(client.createEnvelope(await newEnvelope(folder, manyBytes)));
    assert.deepEqual(openIn(folder.path), []);
  });

  it("are closed when the connection broke after they were sent", async () => {
    await using folder = await newFolder();
    await using service = await startService(reset);
    await using client = newClient(service.url);
    await rejection(client.createEnvelope(await newEnvelope(folder)));
    assert.deepEqual(openIn(folder.path), []);
  });

  it("are closed when one of them is not what it should be", async () => {
    await using folder = await newFolder();
    const envelope = await newEnvelope(folder);
    const [file] = envelope.files as [UploadFile];
    const files = [file, { ...file, fileName: "b.pdf", sha256: "0".repeat(64) }];
    await using service = await startService(accepted);
    await using client = newClient(service.url);
    await rejection(client.createEnvelope({ options, files }));
    assert.deepEqual(openIn(folder.path), []);
  });

  it("are closed when it is aborted while the service does not read", async () => {
    await using folder = await newFolder();
    const stop = new AbortController();
    await using service = await startTcpService((socket) => {
      socket.once("data", () => {
        socket.pause();
        stop.abort(new Error("enough"));
      });
    });
    await using client = newClient(service.url);
    const envelope: NewEnvelope = await newEnvelope(folder, Buffer.alloc(20_000_000));
    const error = await rejection(client.createEnvelope(envelope, { signal: stop.signal }));
    assert(error instanceof OutcomeUnknownError, String(error));
    assert.deepEqual(openIn(folder.path), []);
  });

  it("are not opened while it waits for a connection", async () => {
    await using folder = await newFolder();
    const stop = new AbortController();
    const opened: string[][] = [];
    const dispatcher = new Agent({
      connect: () => {
        opened.push(openIn(folder.path));
        stop.abort();
      },
    });
    await using client = newClient("https://api.example.com", { dispatcher });
    await rejection(client.createEnvelope(await newEnvelope(folder), { signal: stop.signal }));
    await dispatcher.destroy();
    assert.deepEqual(opened, [[]]);
  });

  it("are closed when the time ran out", async () => {
    await using folder = await newFolder();
    await using service = await startService(silence);
    await using client = newClient(service.url, { attemptTimeoutSeconds: 0.05 });
    await rejection(client.createEnvelope(await newEnvelope(folder)));
    assert.deepEqual(openIn(folder.path), []);
  });
});
