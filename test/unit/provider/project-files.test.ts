import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProject, stackConfigValue } from "../../../provider/project-files.ts";

const identity = "urn:pulumi:test::signing::type::nda";

describe("the project's files", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-project-"));
    mkdirSync(join(folder, "src", "deep"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  it("are those of the nearest project above the program", () => {
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    assert.deepEqual(findProject(join(folder, "src", "deep")), {
      folder,
      backendUrl: undefined,
      configFolder: folder,
    });
  });

  it("have their config where the project says", () => {
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\nstackConfigDir: stacks\n");
    assert.equal(findProject(folder)?.configFolder, join(folder, "stacks"));
  });

  it("survive an empty project file", () => {
    write("Pulumi.yaml", "");
    assert.equal(findProject(folder)?.folder, folder);
  });

  it("give a stack's value, and none of another stack, another key or a secret", () => {
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    write(
      "Pulumi.test.yaml",
      "config:\n  yotisign:withdraw: one\n  yotisign:requireApproval: true\n  yotisign:apiKey:\n    secure: xyz\n",
    );
    write("Pulumi.other.yaml", "config:\n  yotisign:withdraw: two\n");
    const configured = (key: string): string | undefined => stackConfigValue(identity, key, folder);
    assert.equal(configured("yotisign:withdraw"), "one");
    assert.equal(configured("yotisign:requireApproval"), "true");
    assert.equal(configured("yotisign:other"), undefined);
    assert.equal(configured("yotisign:apiKey"), undefined);
  });

  it("give nothing where there is no config, or no project", () => {
    assert.equal(stackConfigValue(identity, "yotisign:withdraw", folder), undefined);
    write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
    assert.equal(stackConfigValue(identity, "yotisign:withdraw", folder), undefined);
    write("Pulumi.test.yaml", "");
    assert.equal(stackConfigValue(identity, "yotisign:withdraw", folder), undefined);
  });
});
