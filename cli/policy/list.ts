import { Command } from "commander";
import { Settings } from "../../policy/in-force.ts";
import type { Level, Severity } from "../../policy/rule.ts";
import { Waivers } from "../../policy/waiving.ts";
import { processOutput } from "../command-output.ts";
import { wrapped } from "../wrapped.ts";
import {
  type CommandPolicy,
  type PolicySurroundings,
  policyOf,
  policyOption,
  sourceOf,
} from "./surroundings.ts";

/** A rule in what `policy list --json` prints. */
export interface ListedRule {
  name: string;
  title: string;
  severity: Severity;
  /** As it counts where no override fits. */
  level: Level;
  /** How many overrides set it for some projects, stacks or resources. */
  overrides: number;
  source: "package" | "own" | "assertion";
}

interface ListOptions {
  policy?: string;
  json?: true;
}

/** `yotisign policy list`: the rules in force, with their levels, and the waivers. */
export const listCommand = (surroundings: PolicySurroundings): Command =>
  new Command("list")
    .description("list the rules with their levels, and the waivers")
    .option(...policyOption)
    .option("--json", "print JSON instead of text")
    .action((options: ListOptions) => list(options, surroundings));

async function list(
  { policy: named, json }: ListOptions,
  { output = processOutput, cwd, now = () => new Date() }: PolicySurroundings,
): Promise<void> {
  const policy = await policyOf(named, cwd);
  const rules = listed(policy);
  const waivers = new Waivers(policy.config.waivers ?? [], now())
    .all()
    .map(({ uses: _, ...waiver }) => waiver);
  const { file = null } = policy;
  const preset = policy.config.extends ?? "recommended";
  if (json) {
    output.write(`${JSON.stringify({ file, extends: preset, rules, waivers }, null, 2)}\n`);
    return;
  }
  const head = `${file ?? "No policy file"}: ${rules.length} rules, preset ${preset}.`;
  output.write(`${wrapped("", 0, head)}\n\n${rules.map(ruleText).join("\n")}\n`);
  const expired = waivers.filter((waiver) => waiver.expired).length;
  if (waivers.length === 0) return;
  output.write(`\nWaivers: ${waivers.length}, ${expired} of them expired.\n\n`);
  for (const { rule, resource, path, reason, owner, expires, expired } of waivers) {
    const where = `${rule} for ${resource}${path === undefined ? "" : ` (${path})`}`;
    const until = `${expired ? "EXPIRED" : "until"} ${expires}`;
    output.write(`${wrapped("  ", 4, `${where}, ${until}, ${owner}: ${reason}`)}\n`);
  }
}

function listed(policy: CommandPolicy): ListedRule[] {
  const settings = new Settings({ ...policy.config, overrides: [] });
  return policy.rules.map((rule) => ({
    name: rule.name,
    title: rule.title,
    severity: rule.severity,
    level: settings.of(rule, { resource: "" }).level,
    overrides: (policy.config.overrides ?? []).filter(({ rules }) => rule.name in rules).length,
    source: sourceOf(rule, policy),
  }));
}

function ruleText({ name, title, severity, level, overrides, source }: ListedRule): string {
  const more = [
    ...(source === "package" ? [] : [source === "own" ? "own rule" : "assertion"]),
    ...(overrides > 0 ? [`${overrides} ${overrides === 1 ? "override" : "overrides"}`] : []),
  ];
  const marks = more.length > 0 ? ` (${more.join(", ")})` : "";
  return `${name}  ${level}, ${severity}${marks}\n${wrapped("    ", 4, title)}`;
}
