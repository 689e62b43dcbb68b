import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { exampleEnvelope, type RuleExample, type RuleExamples } from "../../policy/example.ts";
import type { Rule } from "../../policy/rule.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { exampleDocument } from "../unit/policy/example-document.ts";
import { type Fixture, fixture } from "./fixtures.ts";
import type { Run } from "./stack.ts";

const root = new URL("../../", import.meta.url).pathname;
const pack = new URL("../../policy-pack", import.meta.url).pathname;

/** All rules are run through the gate one by one in `npm run test:matrix`; otherwise one in sixteen. */
const full = process.env.YOTISIGN_MATRIX === "full";

/** A rule with its examples, and how each is declared in a stack. */
interface Entry {
  rule: Rule;
  examples: RuleExamples;
}

/** What a real run cannot be given: another time, or an envelope that was sent and signed. */
const onlyInTheEngine = ({ examples: { bad, good } }: Entry): boolean =>
  [bad, good].some(({ context, sent }) => context?.now !== undefined || sent !== undefined);

describe("the examples of the rules, on the real CLI", function () {
  this.timeout(600_000);
  let at: Fixture;
  const entries: Entry[] = [];

  before(async () => {
    at = await fixture({ YOTI_SIGN_MAX_SENDS_PER_UP: "1000" });
    for (const rule of builtInRules) {
      const { examples } = await import(`../../policy/examples/${rule.name}.ts`);
      const entry = { rule, examples };
      if (rule.scope === "envelope" && !onlyInTheEngine(entry)) entries.push(entry);
    }
  });
  after(() => at.dispose());

  /** Declares an example under a resource's name, with its documents in place. */
  async function declared(resource: string, { envelope, documents }: RuleExample) {
    const declaration = { ...exampleEnvelope, ...envelope };
    for (const { path } of declaration.documents) {
      const file = join(at.stack.folder, resource, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await exampleDocument(documents?.[path] ?? {}));
    }
    const embedded = declaration.identity?.includes("EmbeddedEnvelope") ?? false;
    const { identity: _, ...args } = declaration;
    const moved = args.documents.map((document) => ({ ...document, path: `${resource}/${document.path}` }));
    const text = JSON.stringify({ ...args, ...(embedded && { embedded }), documents: moved });
    // Documents that tags and recipients refer to have moved as well.
    return JSON.parse(
      text.replaceAll(/"document":\{"path":"(?![^"]*\/)/g, `"document":{"path":"${resource}/`),
    );
  }

  /** A policy in which one rule counts for one resource, and nothing else for anything. */
  const overrides = (resources: readonly [resource: string, rule: string, example: RuleExample][]): string =>
    JSON.stringify({
      extends: "none",
      overrides: resources.map(([resource, rule, { options = {} }]) => {
        // Options that name places name those that the documents have moved to.
        const moved = ["folders", "except"].flatMap((name) => {
          const paths = (options as Record<string, string[] | undefined>)[name];
          return paths ? [[name, paths.map((path) => `${resource}/${path}`)]] : [];
        });
        const setting = { level: "mandatory", ...options, ...Object.fromEntries(moved) };
        return { resource, rules: { [rule]: setting } };
      }),
    });

  /** Declares examples, each under its own name, and the policy that each is judged by. */
  async function declare(
    examples: readonly [resource: string, rule: string, example: RuleExample][],
  ): Promise<void> {
    at.stack.write("yotisign.policy.yaml", overrides(examples));
    const all: Record<string, object> = {};
    for (const [resource, , example] of examples) all[resource] = await declared(resource, example);
    at.stack.declare(all as never);
  }

  /** The environment of an example: examples of one environment are run together. */
  const worldOf = ({ context = {} }: RuleExample): string =>
    JSON.stringify([context.environment ?? "sandbox", context.branch ?? "main"]);
  const envOf = (world: string): NodeJS.ProcessEnv => {
    const [environment, branch] = JSON.parse(world);
    return {
      YOTI_SIGN_BASE_URL: environment,
      YOTI_SIGN_API_KEY: "",
      GITHUB_REF_NAME: branch,
      GITHUB_HEAD_REF: "",
      // Whoever works on a rule has changes that are in no commit.
      GIT_DIR: "/nowhere",
    };
  };

  async function within<Result>(env: NodeJS.ProcessEnv, work: () => Promise<Result>): Promise<Result> {
    const before = { ...at.stack.env };
    Object.assign(at.stack.env, env);
    try {
      return await work();
    } finally {
      Object.assign(
        at.stack.env,
        {
          YOTI_SIGN_POLICY: undefined,
          GITHUB_REF_NAME: undefined,
          GITHUB_HEAD_REF: undefined,
          GIT_DIR: undefined,
        },
        before,
      );
    }
  }

  async function yotisign(
    ...args: string[]
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const { command } = await ensureEngine();
    const env = { ...process.env, ...at.stack.env, YOTISIGN_PULUMI: command };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [join(root, "dist/cli/main.js"), ...args],
        { cwd: at.stack.folder, env, maxBuffer: 1e8 },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }

  const allExamples = (): [resource: string, rule: string, example: RuleExample][] =>
    entries.flatMap(({ rule, examples: { bad, good } }): [string, string, RuleExample][] => [
      [`${rule.name}-bad`, rule.name, bad],
      [`${rule.name}-good`, rule.name, good],
    ]);

  it("are found by yotisign check as documented, each bad one and no good one", async () => {
    const all = allExamples();
    const found: Record<string, string[]> = {};
    for (const [world, group] of Map.groupBy(all, ([, , example]) => worldOf(example))) {
      await declare(group);
      const { stdout, stderr } = await within(envOf(world), () => yotisign("check", "--format", "json"));
      assert.ok(stdout, stderr);
      for (const { resource, findings } of judgementsOf(JSON.parse(stdout)))
        found[resource] = [...(found[resource] ?? []), ...findings];
    }
    const differing = all
      .map(([resource, , example]) => ({
        resource,
        found: found[resource] ?? [],
        documented: documented(example),
      }))
      .filter((one) => !isDeepStrictEqual(one.found, one.documented));
    assert.deepEqual(differing, []);
    assert.deepEqual(at.mails(), []);
  });

  const documented = (example: RuleExample): readonly string[] =>
    (example as RuleExamples["bad"]).findings ?? [];

  it("are found by the policy pack as documented, each bad one and no good one", async () => {
    for (const [world, group] of Map.groupBy(allExamples(), ([, , example]) => worldOf(example))) {
      await declare(group);
      const { code, output } = await within(envOf(world), () => at.stack.preview("--policy-pack", pack));
      assert.notEqual(code, 0);
      // What Pulumi prints of a violation names the resource below it.
      const wrapped = output.replaceAll(/\s+/g, " ");
      for (const [resource, , example] of group) {
        for (const finding of documented(example))
          assert.ok(wrapped.includes(finding), `${resource}: ${finding}\n${output}`);
        const violations = output.split(`: ${resource})`).length - 1;
        assert.equal(violations, documented(example).length, `${resource}\n${output}`);
      }
    }
    assert.deepEqual(at.mails(), []);
  });

  it("stop the provider's own gate, each bad one and no good one", async () => {
    const some = entries.filter((_, index) => full || index % 16 === 0);
    for (const {
      rule,
      examples: { bad, good },
    } of some) {
      for (const [kind, example] of [
        ["bad", bad],
        ["good", good],
      ] as const) {
        const resource = `${rule.name}-${kind}`;
        await declare([[resource, rule.name, example]]);
        const gate = { YOTI_SIGN_POLICY: "yotisign.policy.yaml" };
        const run: Run = await within({ ...envOf(worldOf(example)), ...gate }, () => at.stack.preview());
        for (const finding of documented(example))
          assert.ok(run.output.includes(`${finding} (policy ${rule.name})`), `${finding}\n${run.output}`);
        assert.equal(run.code === 0, kind === "good", run.output);
      }
    }
    assert.deepEqual([at.mails(), at.emulator.control.calls().create], [[], 0]);
  });
});

interface CheckedJudgement {
  resource: string;
  rule: string;
  verdict: string;
  findings: { path: string | (string | number)[]; message: string }[];
}

/** The findings by resource, of those rules that are about one. */
function judgementsOf(report: {
  judgements: CheckedJudgement[];
}): { resource: string; findings: string[] }[] {
  return report.judgements
    .filter(({ resource, rule }) => resource !== "" && rule !== "valid")
    .map(({ resource, findings }) => ({
      resource,
      findings: findings.map(({ path, message }) =>
        `${typeof path === "string" ? path : ""} ${message}`.trim(),
      ),
    }));
}
