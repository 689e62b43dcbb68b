/**
 * Shows that each rule is tested: its check is switched, in memory, to one that always passes and to one that always
 * objects, and its own tests must then fail. Prints a line for each mutant that survives, and as its last line
 * `N mutants, N caught`; exit code 1 when one survives. `-- NAME…` tries some rules only.
 */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { builtInRules } from "../policy/rules/index.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const mutants = [
  { what: "always passes", check: () => "() => []" },
  {
    what: "always objects",
    check: (name: string) => `() => [{ path: [], message: "is a mutant of ${name}", resource: "" }]`,
  },
];

/** Whether the rule's tests notice. */
function caught(name: string, check: string): Promise<boolean> {
  const args = [
    "--import",
    "./tools/rules/mutant.mjs",
    "node_modules/mocha/bin/mocha.js",
    "--bail",
    `test/unit/policy/rules/${name}.test.ts`,
  ];
  const env = { ...process.env, MUTANT_RULE: name, MUTANT_CHECK: check };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: root, env }, (_, out, err) => {
      // A test that did not run at all has caught nothing.
      if (!/\d+ passed, \d+ failed/.test(out)) reject(new Error(`${name}: ${out}${err}`));
      else resolve(child.exitCode !== 0);
    });
  });
}

const names = process.argv.slice(2);
const tried = builtInRules
  .filter(({ name }) => names.length === 0 || names.includes(name))
  .flatMap(({ name }) => mutants.map(({ what, check }) => ({ name, what, check: check(name) })));
const waiting = tried.values();
const survivors: string[] = [];
const worker = async (): Promise<void> => {
  for (const { name, what, check } of waiting)
    if (!(await caught(name, check))) survivors.push(`${name} is not missed when it ${what}`);
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
for (const survivor of survivors.toSorted()) console.log(survivor);
console.log(`${tried.length} mutants, ${tried.length - survivors.length} caught`);
if (survivors.length > 0) process.exitCode = 1;
