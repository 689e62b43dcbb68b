/** Pulumi's policy pack: judges every envelope of a `pulumi up --policy-pack node_modules/pulumi-yotisign/policy-pack`. */
import { PolicyPack } from "@pulumi/policy";
import { ownerIn } from "../../schema/urn.ts";
import { builtInRules } from "../rules/index.ts";
import { callerFolders } from "./caller.ts";
import { choosePolicy, type Whereabouts } from "./choose-policy.ts";
import { EnvelopeJudge } from "./envelope-judge.ts";
import type { PackConfig } from "./pack-config.ts";
import { type JudgeFor, packPolicies } from "./pack-policies.ts";

/** Serves the pack to Pulumi, which waits for it. To be called once, in the pack's own folder. */
export async function startPack(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const whereabouts = { env, folders: callerFolders(env, process.cwd()) };
  // The pack's config, which may name another policy, only comes once the rules are declared: so this may fail.
  const likeliest = await choosePolicy({}, whereabouts, env.PULUMI_PROJECT).catch(() => undefined);
  const policies = packPolicies(likeliest ?? { rules: builtInRules, config: {} }, judges(whereabouts));
  new PolicyPack("pulumi-yotisign", { policies, enforcementLevel: "mandatory" });
}

/** One judge, chosen when the first resource tells which project is run. */
function judges(whereabouts: Whereabouts): JudgeFor {
  let current: { config: string; judge: Promise<EnvelopeJudge> } | undefined;
  return (urn, config) => {
    const asked = config === undefined ? (current?.config ?? "{}") : JSON.stringify(config);
    if (current?.config !== asked)
      current = { config: asked, judge: judgeOf(JSON.parse(asked), urn, whereabouts) };
    return current.judge;
  };
}

async function judgeOf(config: PackConfig, urn: string, whereabouts: Whereabouts): Promise<EnvelopeJudge> {
  try {
    return new EnvelopeJudge(await choosePolicy(config, whereabouts, ownerIn(urn).project));
  } catch (error) {
    // Pulumi shows an error's stack, of which a person needs the message.
    if (error instanceof Error) error.stack = `${error.name}: ${error.message}`;
    throw error;
  }
}
