import { Command } from "commander";
import { stringify } from "yaml";
import type { RuleExample, RuleExamples } from "../../policy/example.ts";
import { Settings } from "../../policy/in-force.ts";
import { nearestName } from "../../policy/nearest-name.ts";
import type { Rule } from "../../policy/rule.ts";
import { builtInRules } from "../../policy/rules/index.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { processOutput } from "../command-output.ts";
import { row } from "../row.ts";
import { wrapped } from "../wrapped.ts";
import {
  type CommandPolicy,
  type PolicySurroundings,
  policyOf,
  policyOption,
  sourceOf,
} from "./surroundings.ts";

interface ExplainOptions {
  policy?: string;
  json?: true;
}

/** `yotisign policy explain <rule>`: what a rule asks for and why, its options, and an example each way. */
export const explainCommand = (surroundings: PolicySurroundings): Command =>
  new Command("explain")
    .description("show what a rule asks for and why, its options, and examples")
    .argument("<rule>", "its name, as `policy list` shows it")
    .option(...policyOption)
    .option("--json", "print JSON instead of text")
    .action((name: string, options: ExplainOptions) => explain(name, options, surroundings));

async function explain(
  name: string,
  { policy: named, json }: ExplainOptions,
  { output = processOutput, cwd }: PolicySurroundings,
): Promise<void> {
  const policy = await policyOf(named, cwd);
  const rule = policy.rules.find((one) => one.name === name);
  if (!rule) throw new ConfigError(noSuchRule(name, policy));
  const inForce = new Settings({ ...policy.config, overrides: [] }).of(rule, { resource: "" });
  const builtIn = builtInRules.includes(rule);
  const examples = builtIn ? await examplesOf(name) : undefined;
  const page = builtIn ? `docs/rules/${name}.md` : undefined;
  if (json) {
    const { check: _, ...metadata } = rule;
    const all = {
      ...metadata,
      source: sourceOf(rule, policy),
      inForce,
      examples: examples ?? null,
      page: page ?? null,
    };
    output.write(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  output.write(
    `${rule.name}\n${factRows(rule, inForce.level).join("\n")}\n${optionRows(rule, inForce.options)}`,
  );
  if (examples) {
    const { findings, ...bad } = examples.bad;
    output.write(`\nRefused:\n\n${exampleText(bad)}`);
    for (const finding of findings) output.write(`${row("→", finding)}\n`);
    output.write(`\nTaken:\n\n${exampleText(examples.good)}`);
  }
  if (page) output.write(`\n${row("more", page)}\n`);
}

function noSuchRule(name: string, { rules }: CommandPolicy): string {
  const meant = nearestName(
    name,
    rules.map((rule) => rule.name),
  );
  const cure = meant ? `Did you mean ${meant}?` : "`yotisign policy list` lists them.";
  return `There is no rule of that name. ${cure}`;
}

const examplesOf = async (name: string): Promise<RuleExamples> =>
  (await import(`../../policy/examples/${name}.ts`)).examples;

const factRows = (rule: Rule, level: string): string[] => [
  row("what", rule.title),
  row("why", rule.description),
  row("fix", rule.fix),
  row("severity", rule.severity),
  row("level", `${level} (recommended: ${rule.defaultLevel}, strict: ${rule.strictLevel ?? "mandatory"})`),
  row("judged", rule.judges === "sending" ? "before it is sent only" : "as long as the envelope stands"),
  ...("remediate" in rule && rule.remediate ? [row("mends", "yes, at level remediate")] : []),
  ...(rule.frameworks ? [row("helps", rule.frameworks.join("; "))] : []),
];

function optionRows(rule: Rule, inForce: Readonly<Record<string, unknown>>): string {
  const options = Object.entries(rule.options?.properties ?? {}) as [string, OptionSchema][];
  if (options.length === 0) return "";
  const rows = options.map(([name, { description = "", default: standard }]) => {
    const value = JSON.stringify(inForce[name]);
    const same = value === JSON.stringify(standard);
    return wrapped(
      "  ",
      4,
      `${name}: ${value ?? "not set"}${same ? "" : ` (default ${JSON.stringify(standard)})`}. ${description}`,
    );
  });
  return `\nOptions:\n\n${rows.join("\n")}\n`;
}

interface OptionSchema {
  description?: string;
  default?: unknown;
}

const exampleText = (example: RuleExample): string =>
  stringify(example)
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
