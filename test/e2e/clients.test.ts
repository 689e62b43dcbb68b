import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import type { Context } from "mocha";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { mail, pdf } from "./fixtures.ts";

const run = promisify(execFile);
const source = (name: string): string => fileURLToPath(new URL(`../clients/${name}`, import.meta.url));
const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** How a client is started, undefined where what it needs is missing; `folder` is for what it is built into. */
type Client = [language: string, needs: string, start: (folder: string) => string[] | undefined];

const clients: Client[] = [
  [
    "curl",
    "curl ('apt-get install curl')",
    () => (works("curl", "--version") ? ["sh", source("client.sh")] : undefined),
  ],
  [
    "Python's requests",
    "python3 with requests ('apt-get install python3-requests')",
    () => {
      const python = ["python3", "/usr/bin/python3"].find((name) => works(name, "-c", "import requests"));
      return python === undefined ? undefined : [python, source("client.py")];
    },
  ],
  [
    "Go's net/http",
    "go (https://go.dev/dl)",
    (folder) => {
      if (!works("go", "version")) return undefined;
      const built = spawnSync("go", ["build", "-o", join(folder, "client"), source("client.go")], {
        encoding: "utf8",
      });
      assert.equal(built.status, 0, built.stderr);
      return [join(folder, "client")];
    },
  ],
];

const fileName = "Vertrag – Ärger.pdf";

describe("clients in other languages", function () {
  this.timeout(120_000);

  for (const [language, needs, start] of clients)
    describe(`with ${language}`, () => {
      let emulator: Emulator;
      let folder: string;
      let command: string[];

      before(async function (this: Context) {
        emulator = await startEmulator();
        folder = mkdtempSync(join(tmpdir(), "clients-"));
        const started = start(folder);
        if (!started) {
          console.warn(`    skipped: there is no ${needs}`);
          return this.skip();
        }
        command = started;
        const tags = [{ type: "signature", file_name: fileName, page_number: 1, x: 0.1, y: 0.8 }];
        const ada = { type: "SIGNER", name: "Zoë Example", email: "zoe@example.com", tags };
        const emails = { invitation: { body: { message: "Bitte unterschreiben – danke." } } };
        writeFileSync(
          join(folder, "options.json"),
          JSON.stringify({ name: "Größere Änderung", emails, recipients: [ada] }),
        );
        writeFileSync(join(folder, fileName), await pdf());
      });
      after(async () => {
        await emulator?.close();
        rmSync(folder, { recursive: true, force: true });
      });

      const call = async (...args: string[]): Promise<string> => {
        const [program = "", ...first] = command;
        const env = { ...process.env, YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: emulator.apiKey };
        return (await run(program, [...first, ...args], { env })).stdout;
      };

      const created = async (): Promise<string> => {
        const answer = JSON.parse(await call("create", join(folder, fileName), join(folder, "options.json")));
        await emulator.control.process();
        return answer.envelope_id;
      };

      const mails = (): string[] => {
        const sent = emulator.control.outbox().map(mail);
        emulator.control.emptyOutbox();
        return sent;
      };

      it("create an envelope, read it and archive it", async () => {
        const id = await created();
        assert.deepEqual(mails(), ["invitation zoe@example.com"]);
        const { envelope_id, status, details } = JSON.parse(await call("read", id));
        assert.deepEqual([envelope_id, status], [id, "ACTIVE"]);
        assert.deepEqual(
          [details.files.map(({ name }: { name: string }) => name), details.recipients[0].name],
          [[fileName], "Zoë Example"],
        );
        const [document] = emulator.control.envelope(id).documents;
        assert.equal(document?.bytes, readFileSync(join(folder, fileName)).length);
        assert.equal(await call("archive", id), "204");
        assert.deepEqual(mails(), ["withdrawal zoe@example.com"]);
        assert.equal(emulator.control.envelope(id).status, "ARCHIVED");
      });

      it("download what was signed", async () => {
        const id = await created();
        emulator.control.signAll(id);
        const out = join(folder, "signed.zip");
        assert.equal(await call("download", id, out), "application/zip");
        const names = Object.keys(unzipSync(readFileSync(out)));
        assert.deepEqual([names.includes(fileName), names.includes("cover-sheet.pdf")], [true, true]);
        assert.deepEqual(mails(), ["invitation zoe@example.com", "completion zoe@example.com"]);
      });
    });
});
