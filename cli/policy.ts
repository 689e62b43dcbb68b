import { Command } from "commander";
import { explainCommand } from "./policy/explain.ts";
import { lintCommand } from "./policy/lint.ts";
import { listCommand } from "./policy/list.ts";
import type { PolicySurroundings } from "./policy/surroundings.ts";
import { testCommand } from "./policy/test.ts";

/** `yotisign policy`: what has to do with the rules that envelopes are judged by. It judges none. */
export function policyCommand(surroundings: PolicySurroundings = {}): Command {
  const policy = new Command("policy")
    .description("show the rules that envelopes are judged by; check and test a policy")
    .configureHelp({ subcommandTerm: (command) => command.name() });
  for (const make of [listCommand, explainCommand, lintCommand, testCommand])
    policy.addCommand(make(surroundings));
  return policy;
}
