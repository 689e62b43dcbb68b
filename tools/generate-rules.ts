/**
 * Writes what follows from the rules in policy/rules: policy/rules/index.ts, and a page for each rule in docs/rules, with
 * the examples that tests run. With --check nothing is written, and the exit code is 1 when a file is not what it should
 * be, or one is there for no rule.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { RuleExamples } from "../policy/example.ts";
import type { Rule } from "../policy/rule.ts";
import { waiverInDate, waiverInUse } from "../policy/waiver-rules.ts";
import { rulePage, rulesPage } from "./rules/rule-page.ts";

const root = new URL("../", import.meta.url);
const names = readdirSync(new URL("policy/rules/", root))
  .filter((file) => file !== "index.ts")
  .map((file) => file.replace(/\.ts$/, ""))
  .toSorted();

/** `signer-has-role` → `signerHasRole`, the name under which its file exports a rule. */
const exported = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function indexOf(): string {
  const imports = names.map((name) => `import { ${exported(name)} } from "./${name}.ts";`);
  return [
    'import type { Rule } from "../rule.ts";',
    ...imports,
    "",
    "/** All rules of the package, in the order of their names. Written by `npm run generate`. */",
    "export const builtInRules: readonly Rule[] = [",
    ...names.map((name) => `  ${exported(name)},`),
    "];",
    "",
  ].join("\n");
}

async function ruleNamed(name: string): Promise<Rule> {
  const rule = (await import(`../policy/rules/${name}.ts`))[exported(name)];
  if (rule?.name !== name) throw new Error(`policy/rules/${name}.ts does not export ${exported(name)}`);
  return rule;
}

const examplesOf = async (name: string): Promise<RuleExamples> =>
  (await import(`../policy/examples/${name}.ts`)).examples;

const rules = await Promise.all(names.map(ruleNamed));
const pages = await Promise.all(
  rules.map(
    async (rule) => [`docs/rules/${rule.name}.md`, rulePage(rule, await examplesOf(rule.name))] as const,
  ),
);
const engines = [waiverInDate, waiverInUse];
const files = new Map<string, string>([
  ["policy/rules/index.ts", indexOf()],
  ["docs/rules/README.md", rulesPage([...rules, ...engines])],
  ...pages,
  ...engines.map((rule) => [`docs/rules/${rule.name}.md`, rulePage(rule)] as const),
]);

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const say = (file: string, what: string): void => {
  console.error(`${file} ${what}; run: npm run generate`);
  process.exitCode = 1;
};
const folder = new URL("docs/rules/", root);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) {
  if (files.has(`docs/rules/${file}`)) continue;
  if (values.check) say(`docs/rules/${file}`, "is of no rule");
  else rmSync(new URL(file, folder));
}
for (const [file, text] of files) {
  const url = new URL(file, root);
  if (!values.check) writeFileSync(url, text);
  else if (!existsSync(url) || readFileSync(url, "utf8") !== text) say(file, "is not what the rules say");
}
