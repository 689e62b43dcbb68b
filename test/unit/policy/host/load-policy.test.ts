import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findPolicyFile } from "../../../../policy/host/find-policy-file.ts";
import { examinePolicy, loadPolicy } from "../../../../policy/host/load-policy.ts";
import { PolicyError } from "../../../../policy/policy-error.ts";
import { builtInRules } from "../../../../policy/rules/index.ts";

const root = mkdtempSync(join(tmpdir(), "yotisign-load-policy-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));

/** A rule's source, as a module of somebody's own may have it. */
const rule = (name: string, more = ""): string =>
  `({ name: "${name}", scope: "envelope", title: "t", description: "d", severity: "low", defaultLevel: "advisory", judges: "standing", fix: "f", check: () => [], ${more} })`;

/** A folder with these files, and its policy file. */
function policyOf(policy: string, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(root, "p-"));
  const all = { "package.json": '{"type": "module"}', "yotisign.policy.yaml": policy, ...files };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return join(folder, "yotisign.policy.yaml");
}

/** Why a policy cannot be used, without where it is. */
async function refusal(policy: string, files?: Record<string, string>): Promise<string[]> {
  const file = policyOf(policy, files);
  try {
    await loadPolicy(file);
    return [];
  } catch (error) {
    assert.ok(error instanceof PolicyError);
    assert.equal(error.code, "POLICY_INVALID");
    const [head, ...lines] = error.message.replaceAll(file, "FILE").split("\n");
    assert.equal(head, "The policy FILE cannot be used:");
    return lines.map((line) => line.trim());
  }
}

describe("the policy file", () => {
  it("is found in the folder, else in the nearest one above", () => {
    const file = policyOf("", { "a/b/x.txt": "", "a/yotisign.policy.yaml": "" });
    const folder = dirname(file);
    assert.equal(findPolicyFile(folder), file);
    assert.equal(findPolicyFile(join(folder, "a/b")), join(folder, "a/yotisign.policy.yaml"));
    assert.equal(findPolicyFile(root), undefined);
  });
});

describe("loading a policy", () => {
  it("gives the package's rules, its own and its assertions", async () => {
    const file = policyOf(
      `ownRules: ["./policy/**/*.{ts,js}"]
assertions:
  one-document:
    { title: t, severity: low, assert: { properties: { documents: { maxItems: 1 } } }, message: m }
`,
      {
        "policy/named.ts": `const level: string = "low"; export const a = ${rule("name-a")}; export const b = ${rule("name-b")}; export const help = () => level;`,
        "policy/deep/default.js": `export default ${rule("name-c")};`,
        "policy/list.js": `const all = [${rule("name-d")}]; export default all; export { all };`,
        "policy/named.test.ts": 'throw new Error("a test is no module of rules");',
        "policy/types.d.ts": "export type A = string;",
      },
    );
    const loaded = await loadPolicy(file);
    assert.equal(loaded.file, file);
    assert.deepEqual(
      loaded.rules.slice(builtInRules.length).map(({ name }) => name),
      ["name-c", "name-d", "name-a", "name-b", "one-document"],
    );
  });

  it("looks into packages where a pattern says so", async () => {
    const files = {
      "a.js": `export default ${rule("name-a")};`,
      "node_modules/rules/index.js": `export default ${rule("name-b")};`,
    };
    const own = async (pattern: string): Promise<string[]> => {
      const { rules } = await loadPolicy(policyOf(`ownRules: ["${pattern}"]`, files));
      return rules.slice(builtInRules.length).map(({ name }) => name);
    };
    assert.deepEqual(await own("**/*.js"), ["name-a"]);
    assert.deepEqual(await own("node_modules/rules/index.js"), ["name-b"]);
  });

  it("runs rules of one's own, and waivers' rules, without a preset too", async () => {
    const { config } = await loadPolicy(
      policyOf(
        `extends: none
ownRules: [a.js]
waivers: [{ rule: name-a, resource: nda, reason: r, owner: o, expires: 2026-01-01 }]
rules: { name-b: { max: 3 } }
`,
        {
          "a.js": `export default [${rule("name-a")}, ${rule("name-b", 'options: { type: "object", additionalProperties: false, properties: { max: { type: "integer" } } }')}];`,
        },
      ),
    );
    assert.deepEqual(config.rules, {
      "name-a": "advisory",
      "name-b": { level: "advisory", max: 3 },
      "waiver-in-date": "advisory",
      "waiver-in-use": "advisory",
    });
  });

  it("is stopped by errors, each with its line, and not by warnings", async () => {
    assert.deepEqual(await refusal("extends: none"), []);
    assert.deepEqual(await refusal("extends: none\nrules: { name-a: advisory }\nruls: {}"), [
      "FILE:3: ruls is no field here; there are: extends, rules, overrides, waivers, ownRules, assertions",
    ]);
    assert.deepEqual(await refusal("rules:\n  name-a: advisory"), [
      "FILE:2: rules.name-a is no rule: `yotisign policy list` lists them",
    ]);
  });

  it("is stopped where there is no file", async () => {
    await assert.rejects(loadPolicy(join(root, "none.yaml")), {
      name: "PolicyError",
      message: `The policy ${join(root, "none.yaml")} cannot be used:\n  ${join(root, "none.yaml")}: there is no such file`,
    });
  });

  for (const [what, content, said] of [
    [
      "that cannot be imported",
      'throw new Error("broken");',
      ["a.js: it cannot be imported (Error: broken)"],
    ],
    ["without a rule", "export const a = 1;", ["a.js: it exports no rule; defineRule makes one"]],
    [
      "with half a rule",
      'export const a = { name: "NameA", check: 1, scope: "envelope", title: "t", description: "d", judges: "standing", severity: "low", defaultLevel: "on" };',
      [
        "a.js: NameA has a name that is not in kebab-case, as in message-is-polite",
        "a.js: NameA has no fix",
        "a.js: NameA has a check that is no function",
        "a.js: NameA has a defaultLevel that is none of disabled, advisory, mandatory, remediate",
      ],
    ],
    [
      "with options that are no schema",
      `export default ${rule("name-a", 'options: { type: "object", additionalProperties: false, properties: { max: { type: "whole" } } }')};`,
      [/^a\.js: name-a has options that are no JSON Schema: schema is invalid/],
    ],
    [
      "with a rule called like one of the package's",
      `export default ${rule("signer-has-signature-tag")};`,
      ["has the rule signer-has-signature-tag, which is a name of the package's own; give it another"],
    ],
    [
      "with two rules of one name",
      `export default [${rule("name-a")}, ${rule("name-a")}];`,
      ["has the rule name-a, which is there twice; rename one of the two"],
    ],
  ] as [string, string, (string | RegExp)[]][])
    it(`is stopped by a module ${what}`, async () => {
      const found = await refusal("rules: {}\nownRules: [./a.js]", { "a.js": content });
      assert.equal(found.length, said.length, found.join("\n"));
      for (const [at, line] of found.entries()) {
        const [place, ...rest] = line.split(/ (.*)/s);
        assert.equal(place, "FILE:2:");
        const text = rest.join("").replace(/^ownRules(\[0\])? /, "");
        const expected = said[at] ?? "";
        if (typeof expected === "string") assert.equal(text, expected);
        else assert.match(text, expected);
      }
    });

  it("is stopped by a pattern that fits nothing", async () => {
    assert.deepEqual(await refusal('ownRules: ["./policy/*.ts"]'), [
      "FILE:1: ownRules[0] fits no file, relative to the policy file",
    ]);
  });

  it("measures waivers by the day it is given", async () => {
    const file = policyOf(
      "waivers: [{ rule: signer-has-signature-tag, resource: nda, reason: r, owner: o, expires: 2026-03-01 }]",
    );
    const lints = async (day: string): Promise<string[]> =>
      (await examinePolicy(file, new Date(day))).issues.map(({ message }) => message);
    assert.deepEqual(await lints("2026-03-01T23:59:59Z"), []);
    assert.deepEqual(await lints("2026-03-02T00:00:00Z"), ["is over: the findings count again"]);
  });
});
