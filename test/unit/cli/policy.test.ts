import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyCommand } from "../../../cli/policy.ts";
import { builtInRules } from "../../../policy/rules/index.ts";

const root = mkdtempSync(join(tmpdir(), "yotisign-policy-command-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));

/** Runs the command in a folder with these files. */
async function policy(
  args: string[],
  files: Record<string, string> = {},
): Promise<{ code: number; text: string; folder: string }> {
  const folder = mkdtempSync(join(root, "p-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  let [text, code] = ["", 0];
  const output = {
    write: (more: string) => {
      text += more;
    },
    setExitCode: (value: number) => {
      code = value;
    },
  };
  const now = (): Date => new Date("2026-03-02T10:00:00Z");
  await policyCommand({ output, cwd: folder, now }).parseAsync(args, { from: "user" });
  return { code, text: text.replaceAll(folder, "FOLDER"), folder };
}

const file = (content: string): Record<string, string> => ({ "yotisign.policy.yaml": content });
const own = `rules: { signer-has-signature-tag: { level: advisory, initialsCount: true } }
overrides:
  - { stack: prod, rules: { signer-has-signature-tag: mandatory } }
assertions:
  one-document:
    { title: An envelope has one document., severity: low, assert: { properties: { documents: { maxItems: 1 } } }, message: m }
waivers:
  - { rule: one-document, resource: nda, reason: Annex, owner: legal, expires: 2026-01-31 }
  - { rule: one-document, resource: msa, path: documents, reason: Annex, owner: legal, expires: 2026-06-30 }
`;

describe("yotisign policy list", () => {
  it("lists the package's rules without a policy file, each with its level and title", async () => {
    const { text, code } = await policy(["list"]);
    assert.equal(code, 0);
    assert.match(text, /^No policy file: \d+ rules, preset recommended\.\n/);
    for (const { name, defaultLevel, severity } of builtInRules)
      assert.ok(text.includes(`\n${name}  ${defaultLevel}, ${severity}\n`), name);
  });

  it("shows what a policy makes of them, and its waivers", async () => {
    const { text } = await policy(["list"], file(own));
    assert.match(text, /^signer-has-signature-tag {2}advisory, high \(1 override\)$/m);
    assert.match(text, /^one-document {2}mandatory, low \(assertion\)$/m);
    assert.match(text, /\nWaivers: 2, 1 of them expired\.\n/);
    const shown = text.replace(/\s+/g, " ");
    assert.ok(shown.includes("one-document for nda, EXPIRED 2026-01-31, legal: Annex"));
    assert.ok(shown.includes("one-document for msa (documents), until 2026-06-30, legal: Annex"));
  });

  it("prints JSON", async () => {
    const listed = JSON.parse((await policy(["list", "--json"], file(own))).text);
    assert.equal(listed.extends, "recommended");
    assert.deepEqual(
      listed.rules.find(({ name }: { name: string }) => name === "one-document"),
      {
        name: "one-document",
        title: "An envelope has one document.",
        severity: "low",
        level: "mandatory",
        overrides: 0,
        source: "assertion",
      },
    );
    assert.deepEqual(
      listed.waivers.map(({ resource, expired }: Record<string, unknown>) => [resource, expired]),
      [
        ["nda", true],
        ["msa", false],
      ],
    );
  });
});

describe("yotisign policy explain", () => {
  it("shows a rule with its options in force, and an example each way", async () => {
    const { text } = await policy(["explain", "signer-has-signature-tag"], file(own));
    const shown = text.replace(/\s+/g, " ");
    for (const part of [
      "what Every signer has a signature tag.",
      "fix Give the signer a tag of type signature, or make them a CC.",
      "level advisory (recommended: mandatory, strict: mandatory)",
      "helps eIDAS Art. 26; ESIGN §7001",
      "initialsCount: true (default false). True: initials are enough.",
      "Refused: envelope: recipients: - role: Customer",
      "→ recipients[0].tags has no signature tag",
      "Taken: envelope:",
      "more docs/rules/signer-has-signature-tag.md",
    ])
      assert.ok(shown.includes(part), part);
  });

  it("knows every rule of the package, and as JSON", async () => {
    for (const { name } of builtInRules) {
      const { examples, inForce, page, check } = JSON.parse((await policy(["explain", name, "--json"])).text);
      assert.deepEqual(
        [Object.keys(examples).toSorted(), Object.keys(inForce), page, check],
        [["bad", "good"], ["level", "options"], `docs/rules/${name}.md`, undefined],
      );
    }
  });

  it("knows a policy's own rules", async () => {
    const { text } = await policy(["explain", "one-document"], file(own));
    assert.match(text, /^one-document\n {2}what {6}An envelope has one document\.$/m);
    assert.doesNotMatch(text, /Refused|docs\/rules/);
  });

  it("says which rule may be meant where there is none of that name", async () => {
    await assert.rejects(policy(["explain", "signer-has-signature-tags"]), {
      name: "ConfigError",
      message: "There is no rule of that name. Did you mean signer-has-signature-tag?",
    });
  });
});

describe("yotisign policy lint", () => {
  it("has exit code 0 for a policy that is in order", async () => {
    const { text, code } = await policy(["lint"], file(own.replace("2026-01-31", "2026-03-31")));
    assert.deepEqual(
      [code, text.replace(/\d+ rules/, "N rules")],
      [0, "FOLDER/yotisign.policy.yaml: in order, N rules, 2 waivers.\n"],
    );
  });

  it("has exit code 1 where there are errors or warnings, each with its line", async () => {
    const { text, code } = await policy(["lint"], file(`${own}extends: lax\n`));
    assert.deepEqual(
      [code, text],
      [1, "error   FOLDER/yotisign.policy.yaml:10: extends must be one of recommended, strict, none\n"],
    );
    const warned = await policy(["lint"], file(own));
    assert.deepEqual(
      [warned.code, warned.text],
      [1, "warning FOLDER/yotisign.policy.yaml:8: waivers[0].expires is over: the findings count again\n"],
    );
  });

  it("prints JSON", async () => {
    const { text } = await policy(["lint", "--json"], file(own));
    assert.deepEqual(JSON.parse(text).issues, [
      {
        level: "warning",
        path: ["waivers", 0, "expires"],
        message: "is over: the findings count again",
        line: 8,
      },
    ]);
  });

  it("fails where there is no policy", async () => {
    await assert.rejects(policy(["lint"]), {
      name: "ConfigError",
      message: /^There is no yotisign\.policy\.yaml/,
    });
    await assert.rejects(policy(["lint", join(root, "none.yaml")]), { name: "PolicyError" });
  });
});

describe("yotisign policy test", () => {
  it("fails where there is nothing to test", async () => {
    await assert.rejects(policy(["test"], file("")), {
      name: "ConfigError",
      message: /names no rules of its own \(ownRules\), so there is nothing to test\.$/,
    });
  });
});
