import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DocumentReader } from "../../document/index.ts";
import { readPolicyDocuments } from "../../policy/host/read-documents.ts";
import { judge } from "../../policy/judge.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { subjectOf } from "../../policy/subject.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { TestStack } from "../../test/e2e/stack.ts";
import { ensureEngine } from "../../tools/engine/ensure-engine.mjs";
import { declaredEnvelopes } from "../up/declared-envelopes.ts";
import { median, rounded, table } from "../up/figures.ts";

const document = fileURLToPath(new URL("../../examples/nda/nda.pdf", import.meta.url));
const ourPack = fileURLToPath(new URL("../../policy-pack", import.meta.url));
const cli = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const textbookPack = fileURLToPath(new URL("../programs/textbook-pack", import.meta.url));

/** The line that ends the benchmark, for programs to read. */
export interface PolicyResult {
  bench: "policy";
  /** Of the package. */
  rules: number;
  /** All of them on one envelope, the facts of its document known. */
  engineMsPerEnvelope: number;
  /** What ten rules add to a preview in our pack. */
  packAddedSeconds: number;
  /** What the same ten add to it, written the textbook way. */
  textbookAddedSeconds: number;
  /** What any pack adds to it: another process, and each resource sent to it. In both of the above. */
  emptyPackAddedSeconds: number;
  /** What `yotisign check` takes longer than a preview, by the same rules as the largest pack. */
  checkAddedSeconds: number;
  /** Without a pack. */
  previewSeconds: number;
}

/**
 * Times the rules on `n` envelopes: the engine alone; previews without a pack, with ours and with a textbook one; and
 * `yotisign check`.
 */
export async function policyBenchmark(
  { n, runs }: { n: number; runs: number },
  print: (line: string) => void,
): Promise<PolicyResult> {
  const { milliseconds, holding } = await engineAlone(n);
  // Rules that hold, so that what Pulumi takes to show findings is not measured.
  const ten = holding.slice(0, 10);
  const stack = await prepared(n);
  try {
    const textbook = join(stack.folder, "pack");
    const packs = {
      none: undefined,
      empty: textbook,
      ten: ourPack,
      textbook,
      all: ourPack,
      check: undefined,
    };
    type Name = keyof typeof packs;
    const seconds: Record<Name, number[]> = {
      none: [],
      empty: [],
      ten: [],
      textbook: [],
      all: [],
      check: [],
    };
    for (let run = 0; run < runs; run += 1)
      for (const [name, pack] of Object.entries(packs) as [Name, string | undefined][]) {
        stack.write("yotisign.policy.yaml", policyText(name === "all" || name === "check" ? holding : ten));
        stack.write("rules.json", JSON.stringify(name === "empty" ? [] : ten.map((rule) => rule.name)));
        seconds[name].push(await (name === "check" ? checkSeconds(stack) : previewSeconds(stack, pack)));
        print(`${name}: ${rounded(seconds[name].at(-1) ?? Number.NaN)} s`);
      }
    const without = median(seconds.none);
    const added = (name: Name): number => rounded(median(seconds[name]) - without);
    print(
      table(
        ["preview", "seconds", "added"],
        Object.entries(seconds).map(([name, all]) => [
          name,
          String(rounded(median(all))),
          String(added(name as Name)),
        ]),
      ),
    );
    return {
      bench: "policy",
      rules: builtInRules.length,
      engineMsPerEnvelope: rounded(milliseconds, 4),
      packAddedSeconds: added("ten"),
      textbookAddedSeconds: added("textbook"),
      emptyPackAddedSeconds: added("empty"),
      checkAddedSeconds: added("check"),
      previewSeconds: rounded(without),
    };
  } finally {
    stack.dispose();
  }
}

/** Advice only, so that every preview goes through to its end. */
const policyText = (rules: readonly { name: string }[]): string =>
  `extends: none\nrules:\n${rules.map(({ name }) => `  ${name}: advisory\n`).join("")}`;

async function engineAlone(n: number): Promise<{ milliseconds: number; holding: { name: string }[] }> {
  const reader = new DocumentReader();
  const subjects = await Promise.all(
    Object.entries(declaredEnvelopes(n)).map(async ([name, declared]) => {
      const envelope = { ...declared, documents: [{ path: document, fileName: "nda.pdf" }] };
      const documents = await readPolicyDocuments(reader, envelope.documents);
      return subjectOf(name, envelope as unknown as Declaration, documents);
    }),
  );
  const policy = { rules: builtInRules, config: { extends: "strict" as const } };
  const context = { now: new Date() };
  const judgeAll = (): void => {
    for (const subject of subjects) judge([subject], policy, { context, wholeStack: false });
  };
  // What rules find out about a document, they find out once.
  const { judgements } = judge(subjects.slice(0, 1), policy, { context, wholeStack: false });
  const passes = ({ name }: { name: string }): boolean =>
    judgements.some(({ rule, verdict }) => rule === name && verdict === "pass");
  const started = performance.now();
  judgeAll();
  return { milliseconds: (performance.now() - started) / n, holding: builtInRules.filter(passes) };
}

async function prepared(n: number): Promise<TestStack> {
  const stack = await TestStack.create({ YOTI_SIGN_BASE_URL: "http://127.0.0.1:9" });
  copyFileSync(document, join(stack.folder, "nda.pdf"));
  mkdirSync(join(stack.folder, "pack"));
  for (const name of readdirSync(textbookPack))
    copyFileSync(join(textbookPack, name), join(stack.folder, "pack", name));
  stack.declare(declaredEnvelopes(n));
  stack.env.YOTI_SIGN_MAX_SENDS_PER_UP = String(n);
  // Not what a user has.
  stack.env.NODE_COMPILE_CACHE = undefined;
  return stack;
}

async function previewSeconds(stack: TestStack, pack: string | undefined): Promise<number> {
  const started = performance.now();
  const { code, output } = await stack.preview(...(pack === undefined ? [] : ["--policy-pack", pack]));
  assert.equal(code, 0, output);
  return (performance.now() - started) / 1000;
}

async function checkSeconds(stack: TestStack): Promise<number> {
  const { command } = await ensureEngine();
  const env = { ...process.env, ...stack.env, YOTISIGN_PULUMI: command };
  const started = performance.now();
  await promisify(execFile)(process.execPath, [cli, "check"], { cwd: stack.folder, env, maxBuffer: 1e8 });
  return (performance.now() - started) / 1000;
}
