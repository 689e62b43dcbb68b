import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Check } from "../../../cli/doctor/check.ts";
import { doctorCommand } from "../../../cli/doctor.ts";
import { Journal, type Sending } from "../../../provider/journal.ts";
import { accountOf } from "../../../provider/settings.ts";
import { EnvelopeService } from "./envelope-service.ts";
import { CollectedOutput, PulumiStandIn } from "./stand-in.ts";

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
const key = "a-key-that-nobody-may-see";

describe("yotisign doctor", function () {
  this.timeout(60_000);
  let service: EnvelopeService;
  let pulumi: PulumiStandIn;
  /** The project's folder, and beside it whatever a test makes. */
  let folder: string;
  let project: string;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    service = await EnvelopeService.start();
  });
  after(() => service.close());

  beforeEach(() => {
    service.reset();
    pulumi = new PulumiStandIn();
    for (const name of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])
      program(pulumi.folder, name, "exit");
    folder = realpathSync(mkdtempSync(join(tmpdir(), "yotisign-")));
    project = join(folder, "project");
    write(
      "project/Pulumi.yaml",
      `name: signing\nruntime: nodejs\nbackend:\n  url: file://${folder}/backend\n`,
    );
    mkdirSync(join(folder, "backend"));
    install("pulumi-yotisign", manifest.version);
    install("@pulumi/pulumi", "3.270.0");
    program(join(folder, "bin"), "node", "echo v24.21.0");
    answer({});
    env = { PATH: `${pulumi.folder}:${folder}/bin`, YOTI_SIGN_BASE_URL: service.url, YOTI_SIGN_API_KEY: key };
  });
  afterEach(() => {
    pulumi.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string, mode = 0o644): void {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text, { mode });
  }

  function program(where: string, name: string, script: string): void {
    mkdirSync(where, { recursive: true });
    writeFileSync(join(where, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  function install(name: string, version: string): void {
    const exports = { ".": "./index.js", "./provider": "./index.js", "./package.json": "./package.json" };
    write(`project/node_modules/${name}/package.json`, JSON.stringify({ name, version, exports }));
    write(`project/node_modules/${name}/index.js`, "");
  }

  const answer = (answers: Record<string, unknown>): void =>
    pulumi.answer({ version: "v3.259.0\n", "config --json": {}, "stack --show-name": "dev\n", ...answers });

  async function run(...args: string[]): Promise<CollectedOutput> {
    const output = new CollectedOutput();
    await doctorCommand({ env, output }).parseAsync(["--cwd", project, ...args], { from: "user" });
    assert.ok(!output.text.includes(key), "the key was printed");
    return output;
  }

  /** The checks by name, and the exit code. */
  async function checks(...args: string[]): Promise<{ checks: Record<string, Check>; exitCode: number }> {
    const { text, exitCode } = await run("--json", ...args);
    const { ok, checks } = JSON.parse(text) as { ok: boolean; checks: Check[] };
    assert.equal(ok, exitCode === 0);
    assert.equal(exitCode, checks.some(({ verdict }) => verdict === "fail") ? 1 : 0);
    return { checks: Object.fromEntries(checks.map((check) => [check.check, check])), exitCode };
  }

  const journalFile = (): string => join(folder, "backend/.pulumi/yotisign/signing/dev.sqlite");

  it("finds nothing wrong where nothing is", async () => {
    const { text, exitCode } = await run();
    assert.equal(
      // The folders' names are of any length, so lines are joined before they are compared.
      text.replace(/\n {21}/g, " "),
      `node           ok    Node.js 24.21.0 (${folder}/bin/node)
pulumi         ok    Pulumi 3.259.0 (${pulumi.command})
pulumi-nodejs  ok    Pulumi's language host for Node.js and its host of dynamic providers are there.
project        ok    signing (${project}/Pulumi.yaml)
package        ok    pulumi-yotisign ${manifest.version}
pulumi-sdk     ok    @pulumi/pulumi 3.270.0
stack          ok    dev
service        ok    On this machine, such as the emulator (${service.url}, by YOTI_SIGN_BASE_URL)
key            ok    Fingerprint ${accountOf(key)}, by YOTI_SIGN_API_KEY
access         ok    ${service.url} answers and accepts the key.
clock          ok    Within 1 s of the service's.
journal        ok    None yet: the first envelope will start it (${journalFile()}).
`,
    );
    assert.equal(exitCode, 0);
    assert.deepEqual(service.requests, ["GET /v2/organisations/envelopes/search"]);
  });

  it("calls nobody with --offline", async () => {
    const { checks: found } = await checks("--offline");
    assert.deepEqual([found.access, found.clock, service.requests], [undefined, undefined, []]);
  });

  describe("engine", () => {
    it("fails a Node.js on PATH that is too old, whatever runs the command", async () => {
      program(join(folder, "bin"), "node", "echo v20.20.2");
      const { checks: found } = await checks("--offline");
      assert.deepEqual(found.node, {
        check: "node",
        verdict: "fail",
        found: `Node.js 20.20.2 (${folder}/bin/node) is too old.`,
        cure: "Install Node.js 24 or newer, and put it first on PATH.",
      });
    });

    it("goes on without Pulumi, by what the environment says", async () => {
      env.PATH = `${folder}/bin`;
      const { checks: found } = await checks();
      assert.match(found.pulumi?.found ?? "", /no `pulumi` on PATH\. Install Pulumi/);
      assert.deepEqual(
        [found.pulumi?.verdict, found.stack, found.access?.verdict],
        ["fail", undefined, "ok"],
      );
    });

    it("takes the Pulumi that YOTISIGN_PULUMI names", async () => {
      env.PATH = `${folder}/bin`;
      env.YOTISIGN_PULUMI = pulumi.command;
      const { checks: found } = await checks("--offline");
      assert.deepEqual(
        [found.pulumi?.verdict, found["pulumi-nodejs"]?.verdict, found.stack?.verdict],
        ["ok", "ok", "ok"],
      );
    });

    it("warns of a Pulumi older than it was tried with", async () => {
      answer({ version: "v3.100.0\n" });
      assert.equal((await checks("--offline")).checks.pulumi?.verdict, "warn");
    });

    it("fails when Pulumi comes without what runs dynamic providers", async () => {
      rmSync(join(pulumi.folder, "pulumi-resource-pulumi-nodejs"));
      const { "pulumi-nodejs": found } = (await checks("--offline")).checks;
      assert.equal(found?.verdict, "fail");
      assert.match(found?.found ?? "", /without pulumi-resource-pulumi-nodejs,/);
    });
  });

  describe("program", () => {
    it("fails outside a project, and still checks what does not need one", async () => {
      const { checks: found } = await checks("--cwd", folder);
      assert.equal(found.project?.verdict, "fail");
      assert.deepEqual(Object.keys(found), [
        "node",
        "pulumi",
        "pulumi-nodejs",
        "project",
        "service",
        "key",
        "access",
        "clock",
      ]);
    });

    it("looks packages up from where the program runs", async () => {
      write("project/Pulumi.yaml", "name: signing\nruntime: nodejs\nmain: src/\n");
      rmSync(join(project, "node_modules"), { recursive: true });
      mkdirSync(join(project, "src"));
      const { package: own, "pulumi-sdk": sdk } = (await checks("--offline")).checks;
      assert.deepEqual([own?.verdict, own?.cure], ["fail", "Run `npm install pulumi-yotisign` there."]);
      assert.deepEqual(sdk?.found, `A program in ${project}/src would not find the package @pulumi/pulumi.`);
    });

    it("warns when the program loads another release than this command is of", async () => {
      install("pulumi-yotisign", "0.0.1");
      const { package: own } = (await checks("--offline")).checks;
      assert.equal(own?.verdict, "warn");
      assert.match(own?.found ?? "", /loads pulumi-yotisign 0\.0\.1/);
    });

    it("fails with Pulumi's words when there is no such stack", async () => {
      answer({ "config --json": undefined });
      const { stack } = (await checks("--offline", "--stack", "nowhere")).checks;
      assert.deepEqual(
        [stack?.verdict, stack?.found],
        ["fail", "`pulumi config --json` failed: the stand-in has no answer to config --json"],
      );
      assert.match(stack?.cure ?? "", /^`pulumi stack ls` lists the stacks/);
    });

    const states = "backend/.pulumi/stacks/signing";
    const emptied = {
      "the note beside a state": [
        "dev.json.attrs",
        (path: string) =>
          `Remove ${path}: it is empty, since Pulumi was killed while it wrote it, and the state beside it is whole.`,
      ],
      "a state": [
        "dev.json",
        (path: string) => `Put ${path}.bak in the place of ${path}, which is empty: it is the state before.`,
      ],
    } as const;
    for (const [what, [name, cure]] of Object.entries(emptied))
      it(`says what to do where Pulumi cannot load the stack, since ${what} is empty`, async () => {
        for (const file of ["dev.json", "dev.json.attrs", "dev.json.bak", "dev.json.bak.attrs"])
          write(`${states}/${file}`, file === name ? "" : "{}");
        answer({ "config --json": undefined });
        const { stack } = (await checks("--offline")).checks;
        assert.equal(
          stack?.cure,
          `${cure(join(folder, states, name))} Then run \`pulumi cancel\` and \`pulumi up\`.`,
        );
      });
  });

  describe("service", () => {
    it("fails when no service is chosen, for there is no default", async () => {
      env.YOTI_SIGN_BASE_URL = "";
      const { service: found, access } = (await checks()).checks;
      assert.deepEqual(
        [found?.verdict, found?.found, access],
        ["fail", "No service is chosen, and there is no default.", undefined],
      );
    });

    const kinds = {
      production: "Production: what is sent there counts (https://api.yotisign.com, by yotisign:environment)",
      sandbox: "Sandbox (https://demo.api.yotisign.com, by yotisign:environment)",
      "https://sign.example.com":
        "Neither production nor sandbox (https://sign.example.com, by yotisign:environment)",
    };
    for (const [value, found] of Object.entries(kinds))
      it(`says what ${value} is`, async () => {
        env.YOTI_SIGN_BASE_URL = undefined;
        answer({ "config --json": { "yotisign:environment": { value, secret: false } } });
        assert.equal((await checks("--offline")).checks.service?.found, found);
      });

    it("fails an address that would send the key in the clear", async () => {
      env.YOTI_SIGN_BASE_URL = "http://sign.example.com";
      const { settings, access } = (await checks()).checks;
      assert.match(settings?.found ?? "", /would send the API key unencrypted/);
      assert.deepEqual([settings?.verdict, access], ["fail", undefined]);
    });

    it("fails settings that make no sense", async () => {
      env.YOTI_SIGN_MAX_SENDS_PER_UP = "many";
      const { settings } = (await checks()).checks;
      assert.deepEqual(
        [settings?.verdict, settings?.found.split(";")[0]],
        ["fail", "yotisign:maxSendsPerUp must be a whole number, 0 or more"],
      );
    });

    it("fails without a key, and calls nobody then", async () => {
      env.YOTI_SIGN_API_KEY = "";
      const { key: found } = (await checks()).checks;
      assert.deepEqual(
        [found?.verdict, found?.found, service.requests],
        ["fail", "There is no API key.", []],
      );
    });

    it("fails a key that cannot be sent", async () => {
      env.YOTI_SIGN_API_KEY = "one two";
      const { key: found } = (await checks()).checks;
      assert.match(found?.found ?? "", /has a space, a line break/);
      assert.deepEqual([found?.verdict, service.requests], ["fail", []]);
    });

    it("warns of a key that is stored unencrypted", async () => {
      env.YOTI_SIGN_API_KEY = "";
      answer({ "config --json": { "yotisign:apiKey": { value: key, secret: false } } });
      const { key: found } = (await checks("--offline")).checks;
      assert.deepEqual(
        [found?.verdict, found?.found],
        ["warn", `Fingerprint ${accountOf(key)}, by yotisign:apiKey, where it is stored unencrypted.`],
      );
    });

    it("says why a key in the stack's config cannot be read", async () => {
      env.YOTI_SIGN_API_KEY = "";
      answer({ "config --json": { "yotisign:apiKey": { secret: true } } });
      const { key: found } = (await checks("--offline")).checks;
      assert.equal(found?.verdict, "fail");
      assert.match(
        found?.found ?? "",
        /^yotisign:apiKey cannot be read: .*no answer to config get yotisign:apiKey$/,
      );
    });

    it("looks at the keys of named accounts too", async () => {
      env.YOTI_SIGN_API_KEY = "";
      const keys = JSON.stringify({ legal: key });
      answer({
        "config --json": { "yotisign:apiKeys": { secret: true } },
        "config get yotisign:apiKeys": `${keys}\n`,
      });
      const { checks: found, exitCode } = await checks();
      const { account, key: own } = found;
      assert.deepEqual(
        [own?.verdict, account?.verdict, account?.found, exitCode],
        ["warn", "ok", `legal: fingerprint ${accountOf(key)}, accepted.`, 0],
      );
    });

    it("fails a key that the service refuses, and has its time all the same", async () => {
      service.searchStatus = 401;
      const { access, clock } = (await checks()).checks;
      assert.match(access?.found ?? "", /does not accept the API key/);
      assert.deepEqual([access?.verdict, clock?.verdict], ["fail", "ok"]);
    });

    it("warns of a key that may not search", async () => {
      service.searchStatus = 403;
      assert.equal((await checks()).checks.access?.verdict, "warn");
    });

    it("fails a service that cannot be reached", async () => {
      const gone = await EnvelopeService.start();
      env.YOTI_SIGN_BASE_URL = gone.url;
      await gone.close();
      const { access, clock } = (await checks()).checks;
      assert.match(access?.found ?? "", /ECONNREFUSED/);
      assert.deepEqual([access?.verdict, clock], ["fail", undefined]);
    });

    for (const [ahead, found] of [
      [120, /^This machine's clock is 1(19|20|21) s behind the service's\.$/],
      [-120, /^This machine's clock is 1(19|20|21) s ahead of the service's\.$/],
    ] as const)
      it(`warns when the service's clock is ${ahead} s ahead`, async () => {
        service.aheadSeconds = ahead;
        const { clock } = (await checks()).checks;
        assert.equal(clock?.verdict, "warn");
        assert.match(clock?.found ?? "", found);
      });

    it("warns when the service does not say what time it has", async () => {
      service.aheadSeconds = undefined;
      assert.equal((await checks()).checks.clock?.verdict, "warn");
    });
  });

  describe("journal", () => {
    const begin = (journal: Journal, name: string): Sending => {
      const sending = journal.begin({
        identity: `urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::${name}`,
        host: service.url,
        account: accountOf(key),
        fingerprint: name,
        shape: name,
        intentAt: "2030-05-10T12:00:00.000Z",
      });
      assert.ok(sending);
      return sending;
    };

    it("counts what was sent and not ended", async () => {
      const journal = new Journal(journalFile());
      journal.accept(begin(journal, "nda"), "11111111-1111-4111-8111-111111111111");
      const ended = begin(journal, "old");
      journal.accept(ended, "22222222-2222-4222-8222-222222222222");
      journal.end(ended, "archived");
      journal.close();
      const { journal: found } = (await checks("--offline")).checks;
      assert.deepEqual(
        [found?.verdict, found?.found],
        ["ok", `${journalFile()}: 1 envelope sent and not ended, none in doubt.`],
      );
    });

    it("warns of a sending whose outcome nobody knows, also while a run has the journal open", async () => {
      const journal = new Journal(journalFile());
      begin(journal, "nda");
      const { journal: found } = (await checks("--offline")).checks;
      journal.close();
      assert.equal(found?.verdict, "warn");
      assert.match(found?.found ?? "", /1 in doubt: .* accepted nda \(begun 2030-05-10T12:00:00\.000Z\)\.$/);
    });

    it("says which of a resource's sendings it is, where that is not the first", async () => {
      const journal = new Journal(journalFile());
      journal.end(begin(journal, "nda"), "archived");
      begin(journal, "nda");
      journal.close();
      const { journal: found } = (await checks("--offline")).checks;
      assert.match(found?.found ?? "", /accepted nda \(its sending 2, begun 2030-05-10T12:00:00\.000Z\)\.$/);
    });

    it("warns of a withdrawal whose outcome nobody knows", async () => {
      const journal = new Journal(journalFile());
      journal.changes.begin(
        {
          kind: "archive",
          identity: "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda",
          host: service.url,
          envelopeId: "11111111-1111-4111-8111-111111111111",
          recipientId: "",
          aim: "removed",
          intentAt: "2030-05-10T12:00:00.000Z",
        },
        0,
      );
      journal.close();
      const { journal: found } = (await checks("--offline")).checks;
      assert.deepEqual(
        [found?.verdict, found?.found],
        [
          "warn",
          `${journalFile()}: 0 envelopes sent and not ended, 1 change in doubt: it is not known whether the service ` +
            "withdrew envelope 11111111-1111-4111-8111-111111111111 (begun 2030-05-10T12:00:00.000Z).",
        ],
      );
    });

    it("reads one that an early build wrote, and leaves it as it is", async () => {
      mkdirSync(dirname(journalFile()), { recursive: true });
      const database = new DatabaseSync(journalFile());
      database.exec(
        `CREATE TABLE sending (id INTEGER PRIMARY KEY, identity TEXT, generation INTEGER, envelopeId TEXT, intentAt TEXT,
         ending TEXT); INSERT INTO sending VALUES (1, 'urn:x::nda', 0, 'envelope', '2030-05-10T12:00:00.000Z', NULL)`,
      );
      const { journal: found } = (await checks("--offline")).checks;
      assert.equal(found?.found, `${journalFile()}: 1 envelope sent and not ended, none in doubt.`);
      assert.equal(database.prepare("PRAGMA user_version").get()?.user_version, 0);
      database.close();
    });

    it("fails one that a later release wrote", async () => {
      new Journal(journalFile()).close();
      const database = new DatabaseSync(journalFile());
      database.exec("PRAGMA user_version = 99");
      database.close();
      const { journal: found } = (await checks("--offline")).checks;
      assert.equal(found?.verdict, "fail");
      assert.match(found?.found ?? "", /written by a later release/);
    });

    it("warns where a stack has envelopes and no journal: it was lost, or stayed with another backend", async () => {
      answer({
        "stack export": {
          deployment: {
            resources: [
              {
                urn: "urn:x::nda",
                type: "pulumi-nodejs:dynamic/yotisign:Envelope",
                outputs: { envelopeId: "11111111-1111-4111-8111-111111111111" },
              },
            ],
          },
        },
      });
      const { journal: found } = (await checks("--offline")).checks;
      assert.deepEqual(
        [found?.verdict, found?.found],
        [
          "warn",
          `None at ${journalFile()}, and the stack has 1 envelope: it was lost, or is where it was sent from.`,
        ],
      );
    });

    it("looks where yotisign:journal says, from the program's folder", async () => {
      answer({ "config --json": { "yotisign:journal": { value: "sent.sqlite", secret: false } } });
      const { journal: found } = (await checks("--offline")).checks;
      assert.equal(found?.found, `None yet: the first envelope will start it (${project}/sent.sqlite).`);
    });

    it("fails a journal that cannot be written", async () => {
      write("backend/.pulumi", "a file where the folder should be");
      const { journal: found } = (await checks("--offline")).checks;
      assert.equal(found?.verdict, "fail");
      assert.match(found?.found ?? "", /cannot be written, and nothing is sent without it/);
    });

    it("fails a journal that is none, and leaves it alone", async () => {
      write("backend/.pulumi/yotisign/signing/dev.sqlite", "something else altogether, and long enough");
      const { journal: found } = (await checks("--offline")).checks;
      assert.equal(found?.verdict, "fail");
      assert.match(found?.found ?? "", /cannot be read \(file is not a database\)/);
      assert.match(readFileSync(journalFile(), "utf8"), /^something else/);
    });

    it("makes no journal of its own", async () => {
      await checks("--offline");
      assert.throws(() => readFileSync(journalFile()), { code: "ENOENT" });
    });
  });
});
