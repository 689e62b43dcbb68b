import { Command } from "commander";
import { examinePolicy } from "../../policy/host/load-policy.ts";
import { issueText } from "../../policy/policy-error.ts";
import { processOutput } from "../command-output.ts";
import { type PolicySurroundings, policyFileOf } from "./surroundings.ts";

/**
 * `yotisign policy lint [file]`: what is wrong with a policy file (error: it cannot be used) or does nothing (warning).
 * Exit code 1 when there is anything.
 */
export const lintCommand = (surroundings: PolicySurroundings): Command =>
  new Command("lint")
    .description("check a policy file: unknown rules and options, entries without effect, waivers")
    .argument("[file]", "default: the one found in this folder or above")
    .option("--json", "print JSON instead of text")
    .action((file: string | undefined, options: { json?: true }) => lint(file, options, surroundings));

async function lint(
  named: string | undefined,
  { json }: { json?: true },
  { output = processOutput, cwd, now = () => new Date() }: PolicySurroundings,
): Promise<void> {
  const { file, issues, rules, config } = await examinePolicy(policyFileOf(named, cwd), now());
  if (json) output.write(`${JSON.stringify({ file, issues }, null, 2)}\n`);
  else if (issues.length === 0)
    output.write(`${file}: in order, ${rules.length} rules, ${config.waivers?.length ?? 0} waivers.\n`);
  else for (const issue of issues) output.write(`${issue.level.padEnd(8)}${issueText(file, issue)}\n`);
  if (issues.length > 0) output.setExitCode(1);
}
