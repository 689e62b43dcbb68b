import assert from "node:assert/strict";
import { once } from "node:events";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { mail, pdf } from "./fixtures.ts";
import { Installation, root } from "./packed-package.ts";
import { commonJs, dependencies, entries, stock, typescript } from "./packed-programs.ts";

const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("the packed package, installed in an empty folder", function () {
  this.timeout(300_000);
  let at: Installation;
  before(async () => {
    at = await Installation.create(dependencies);
  });
  after(() => at?.dispose());

  const files = (): string[] => at.archive.files.map(({ path }) => path).sort();
  const code = (): string[] => files().filter((name) => /\.(js|d\.ts)$/.test(name));
  const text = (name: string): string =>
    readFileSync(join(at.folder, "node_modules", own.name, name), "utf8");

  describe("in itself", () => {
    it("holds each source built, the papers, and nothing else", () => {
      const { include } = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
      const sources = globSync(
        include.map((room: string) => `${room}/**/*.{ts,json,html,css,js,svg}`),
        { cwd: root, exclude: ["**/tsconfig.json"] },
      );
      const built = sources.flatMap((name) =>
        name.endsWith(".ts") ? [name.replace(/\.ts$/, ".js"), name.replace(/\.ts$/, ".d.ts")] : [name],
      );
      const papers = [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "package.json",
        ...globSync(["docs/*.md", "docs/rules/*.md", "policy-pack/*", "pipelines/*"], { cwd: root }),
      ];
      assert.deepEqual(files(), [...papers, ...built.map((name) => `dist/${name}`)].sort());
      const { size, unpackedSize } = at.archive;
      console.log(`        ${files().length} files, ${size} bytes packed, ${unpackedSize} bytes unpacked`);
    });

    it("names neither the machine it was built on nor a registry", async () => {
      const registry = await at.run("npm", "config", "get", "registry");
      const places = [root, new URL(registry.stdout.trim()).host, "//registry."];
      const found = files().flatMap((name) =>
        places.filter((place) => text(name).includes(place)).map((place) => `${name}: ${place}`),
      );
      assert.deepEqual(found, []);
    });

    it("imports only files that are in it", () => {
      const missing = code().flatMap((name) =>
        imports(text(name))
          .filter((specifier) => specifier.startsWith("."))
          .map((specifier) => posix.join(posix.dirname(name), specifier))
          .filter((path) => !files().includes(name.endsWith(".js") ? path : path.replace(/\.js$/, ".d.ts")))
          .map((path) => `${name}: ${path}`),
      );
      assert.deepEqual(missing, []);
    });

    it("imports each package that it brings or asks for, and no other", () => {
      const bare = code()
        .flatMap((name) => imports(text(name)))
        .filter((specifier) => !/^(\.|node:)/.test(specifier))
        .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
      const wanted = [
        ...Object.keys({ ...own.dependencies, ...own.peerDependencies }),
        // Pulumi's own, and looked up from there.
        "@grpc/grpc-js",
      ];
      assert.deepEqual([...new Set(bare)].filter((name) => name !== own.name).sort(), wanted.sort());
    });
  });

  describe("its entries", () => {
    // To check the packages' declarations takes longest; the second of each kind goes without.
    const quick = { ...stock, skipLibCheck: true };
    const programs: [type: string, name: string, compilerOptions: object][] = [
      ["commonjs", "node", stock],
      ["commonjs", "nodenext", { ...quick, module: "nodenext", moduleResolution: "nodenext" }],
      ["module", "node16", { ...stock, module: "node16", moduleResolution: "node16" }],
      ["module", "bundler", { ...quick, module: "esnext", moduleResolution: "bundler" }],
    ];
    const output = '[[],"ConnectionError","Envelope","function",true,true]\n';

    it("type-check, declarations included, and run, however modules are looked up", async () => {
      const ended = await Promise.all(
        programs.map(async ([type, name, compilerOptions]) => {
          const folder = join(at.folder, `entries-${name}`);
          mkdirSync(folder);
          writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
          writeFileSync(join(folder, "entries.ts"), entries);
          const config = { compilerOptions: { ...compilerOptions, pretty: false }, files: ["entries.ts"] };
          writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
          const tsc = await at.run("npx", "tsc", "--project", folder);
          const program = await at.run(process.execPath, join(folder, "bin", "entries.js"));
          return [name, tsc.code, tsc.stdout, program.stdout + program.stderr];
        }),
      );
      assert.deepEqual(
        ended,
        programs.map(([, name]) => [name, 0, "", output]),
      );
    });
  });

  describe("in a Pulumi program", () => {
    let emulator: Emulator;
    before(async () => {
      emulator = await startEmulator();
    });
    after(() => emulator.close());

    const mails = (): string[] => {
      const sent = emulator.control.outbox().map(mail);
      emulator.control.emptyOutbox();
      return sent;
    };

    async function start(manifest: object, files: Record<string, string>): Promise<void> {
      const service = { YOTI_SIGN_BASE_URL: emulator.url, YOTI_SIGN_API_KEY: emulator.apiKey };
      await at.write(manifest, { "nda.pdf": await pdf(), ...files }, service);
    }

    /** The tests of a whole life, each going on from the one before it. */
    function itLives(): void {
      it("sends it", async () => {
        const { code, stdout, stderr } = await at.pulumi("up", "--yes", "--skip-preview");
        assert.equal(code, 0, stdout + stderr);
        assert.deepEqual(mails(), ["invitation pat@example.com"]);
        const outputs = await at.pulumi("stack", "output", "--json");
        assert.deepEqual(JSON.parse(outputs.stdout), { status: "ACTIVE", read: "ACTIVE" });
      });

      it("finds nothing to do afterwards", async () => {
        const { code, stdout, stderr } = await at.pulumi("preview", "--expect-no-changes");
        assert.equal(code, 0, stdout + stderr);
      });

      it("withdraws it on destroy", async () => {
        const { code, stdout, stderr } = await at.pulumi("destroy", "--yes", "--skip-preview");
        assert.equal(code, 0, stdout + stderr);
        assert.deepEqual(mails(), ["withdrawal pat@example.com"]);
      });
    }

    describe("as Pulumi's TypeScript template has it", () => {
      const project = {
        "Pulumi.yaml": "name: signing\nruntime:\n  name: nodejs\n  options:\n    packagemanager: npm\n",
        "tsconfig.json": JSON.stringify({ compilerOptions: stock, files: ["index.ts"] }),
      };
      before(() => start({ main: "index.ts" }, { ...project, "index.ts": typescript }));
      itLives();

      it("is told by its compiler what is wrong with its arguments", async () => {
        const wrong = typescript.replace("pageNumber: 1", 'pageNumber: "first"');
        await start({ main: "index.ts" }, { ...project, "index.ts": wrong });
        const { code, stdout } = await at.pulumi("preview");
        assert.notEqual(code, 0);
        assert.match(stdout, /index\.ts\(\d+,\d+\): error TS2322/);
      });
    });

    describe("that is an ES module in TypeScript", () => {
      const compilerOptions = { strict: true, target: "es2022", module: "nodenext" };
      const project = {
        "Pulumi.yaml": "name: signing\nruntime: nodejs\n",
        "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
      };
      before(() => start({ type: "module", main: "index.ts" }, { ...project, "index.ts": typescript }));
      itLives();
    });

    describe("that is CommonJS in JavaScript, without TypeScript installed", () => {
      before(async () => {
        await at.prune();
        const pulumiYaml = "name: signing\nruntime: nodejs\n";
        await start({}, { "Pulumi.yaml": pulumiYaml, "index.js": commonJs });
      });
      itLives();
    });
  });

  describe("its command", () => {
    it("says which release it is", async () => {
      const { stdout } = await at.run("npx", "yotisign", "--version");
      assert.equal(stdout, `${own.version}\n`);
    });

    it("reads a PDF", async () => {
      writeFileSync(join(at.folder, "three-pages.pdf"), await pdf(3));
      const { stdout } = await at.run("npx", "yotisign", "inspect", "--json", "three-pages.pdf");
      const [{ file, kind, pages, error }] = JSON.parse(stdout);
      assert.deepEqual(
        { file, kind, pages: pages.length, error },
        {
          file: "three-pages.pdf",
          kind: "pdf",
          pages: 3,
          error: null,
        },
      );
    });

    it("starts the emulator, until Ctrl-C", async () => {
      // Not through npx, which a Ctrl-C ends on its own account.
      const command = at.start("node_modules/.bin/yotisign", "emulate");
      const ended = once(command, "close");
      let url: string | undefined;
      for await (const line of createInterface({ input: command.stdout })) {
        url ??= /YOTI_SIGN_BASE_URL=(\S+)/.exec(line)?.[1];
        if (!line.startsWith("Ctrl-C")) continue;
        const outbox = await fetch(`${url}/_emulator/outbox`);
        assert.deepEqual(await outbox.json(), []);
        command.kill("SIGINT");
      }
      assert.deepEqual(await ended, [0, null]);
    });
  });
});

/** What a built file imports, as the compiler reads it; in declarations also where types come from. */
const imports = (source: string): string[] =>
  ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
