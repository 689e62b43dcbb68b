import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { journalPlace } from "../../../provider/journal-path.ts";
import { ConfigError } from "../../../sdk/client/index.ts";

const identity = "urn:pulumi:prod::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda";
const file = join("yotisign", "signing", "prod.sqlite");

describe("where the journal is", () => {
  let folder: string;
  let home: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-project-"));
    home = join(folder, "home");
    mkdirSync(join(folder, "program", "src"), { recursive: true });
    mkdirSync(home);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const project = (): string => join(folder, "program");
  const pathFor = (env: NodeJS.ProcessEnv, cwd = project(), urn = identity): string =>
    journalPlace(urn, { PULUMI_HOME: home, ...env }, cwd).path;
  const write = (name: string, text: string): void => writeFileSync(join(project(), name), text);
  const login = (current: string): void =>
    writeFileSync(join(home, "credentials.json"), JSON.stringify({ current, accessTokens: { x: "secret" } }));

  it("is beside the state of a local backend", () => {
    assert.equal(pathFor({ PULUMI_BACKEND_URL: "file:///var/state" }), join("/var/state/.pulumi", file));
  });

  it("is below the home folder for file://~, and for a folder in it", () => {
    assert.equal(pathFor({ PULUMI_BACKEND_URL: "file://~" }), join(homedir(), ".pulumi", file));
    assert.equal(
      pathFor({ PULUMI_BACKEND_URL: "file://~/state" }),
      join(homedir(), "state", ".pulumi", file),
    );
  });

  it("is relative to the program for a relative address in the environment", () => {
    assert.equal(
      pathFor({ PULUMI_BACKEND_URL: "file://./state" }),
      join(project(), "state", ".pulumi", file),
    );
  });

  it("leaves out what follows the folder in the address", () => {
    const url = "file:///var/state?no_tmp_dir=true&metadata=skip";
    assert.equal(pathFor({ PULUMI_BACKEND_URL: url }), join("/var/state/.pulumi", file));
  });

  for (const name of ["Pulumi.yaml", "Pulumi.yml"])
    it(`is where ${name} says, seen from there, also for a program in a folder below`, () => {
      write(name, "name: signing\nruntime: nodejs\nbackend:\n  url: file://./state\n");
      const expected = join(project(), "state", ".pulumi", file);
      assert.equal(pathFor({}), expected);
      assert.equal(pathFor({}, join(project(), "src")), expected);
    });

  it("is where Pulumi.json says", () => {
    write("Pulumi.json", '{"name":"signing","runtime":"nodejs","backend":{"url":"file:///var/state"}}');
    assert.equal(pathFor({}), join("/var/state/.pulumi", file));
  });

  it("is where the last login went, if nothing else says", () => {
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    login("file:///var/login");
    assert.equal(pathFor({}), join("/var/login/.pulumi", file));
  });

  it("goes by the environment before the project, and by the project before the login", () => {
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\nbackend:\n  url: file:///var/project\n");
    login("file:///var/login");
    assert.equal(pathFor({ PULUMI_BACKEND_URL: "file:///var/env" }), join("/var/env/.pulumi", file));
    assert.equal(pathFor({}), join("/var/project/.pulumi", file));
  });

  it("is in Pulumi's own folder for any other backend, apart from every other backend's", () => {
    const urls = ["https://api.pulumi.com", "s3://bucket", "https://pulumi.example.com", ""];
    const paths = urls.map((url) => pathFor({ PULUMI_BACKEND_URL: url }));
    for (const path of paths)
      assert.ok(path.startsWith(join(home, "yotisign-journals")) && path.endsWith(file), path);
    assert.equal(new Set(paths).size, urls.length);
  });

  it("is one for each project and stack, whatever characters they have", () => {
    const env = { PULUMI_BACKEND_URL: "file:///var/state" };
    const urns = ["prod::signing", "dev::signing", "prod::other", "a/../b::signing"].map(
      (name) => `urn:pulumi:${name}::t::n`,
    );
    const paths = urns.map((urn) => pathFor(env, project(), urn));
    assert.equal(new Set(paths).size, urns.length);
    for (const path of paths) assert.ok(path.startsWith("/var/state/.pulumi/yotisign/"), path);
  });

  it("does not show what is in a login file that cannot be read", () => {
    writeFileSync(join(home, "credentials.json"), '{"current": secret}');
    assert.throws(
      () => pathFor({}),
      (error) =>
        error instanceof ConfigError && !`${error.message}${error.stack}${error.cause}`.includes("secret"),
    );
  });
});
