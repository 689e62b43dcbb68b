import type {
  Policies,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { Settings } from "../in-force.ts";
import type { Policy } from "../judge.ts";
import type { Level, Rule } from "../rule.ts";
import type { EnvelopeJudge, JudgedResource } from "./envelope-judge.ts";
import { checkedConfig, envelopePolicyName, type PackConfig, packConfigSchema } from "./pack-config.ts";
import { plainInputs } from "./plain-inputs.ts";
import { mayMend } from "./remediation.ts";
import type { Violation } from "./violations.ts";

const envelopeTypes = new Set([
  "pulumi-nodejs:dynamic/yotisign:Envelope",
  "pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope",
]);

/**
 * Gives the judge that counts for a run.
 *
 * @param config default: as it was last given
 * @throws PackError, PolicyError nobody can judge
 */
export type JudgeFor = (urn: string, config?: PackConfig) => Promise<EnvelopeJudge>;

/**
 * Pulumi's policies: one that judges each envelope by all rules at once, since Pulumi copies a resource anew for each
 * policy that looks at it; one that judges the stack; and each rule, which looks at nothing itself, so that Pulumi knows
 * it and shows what is found under its name. A rule that can mend mends under its own name.
 *
 * @param policy rules to be declared; others are judged by all the same
 */
export function packPolicies({ rules, config }: Policy, judgeFor: JudgeFor): Policies {
  const settings = new Settings(config);
  const declared = rules.map((rule) =>
    declaredRule(
      rule,
      mayMend(rule, config) ? "remediate" : settings.of(rule, { resource: "" }).level,
      judgeFor,
    ),
  );
  const mending = new Set(declared.filter((one) => "remediateResource" in one).map(({ name }) => name));
  return [judgesEnvelopes(mending, judgeFor), ...declared, judgesStack(judgeFor)];
}

function declaredRule(
  rule: Rule,
  level: Level,
  judgeFor: JudgeFor,
): ResourceValidationPolicy | StackValidationPolicy {
  const { name, title, description, severity, fix, frameworks = [] } = rule;
  const shown = {
    name,
    displayName: title,
    description: `${title} ${description}`,
    enforcementLevel: level,
    severity,
    remediationSteps: fix,
    tags: [...frameworks],
  };
  // Pulumi's type asks for a function, its code does not: this one is judged by the policy about the stack.
  if (rule.scope === "stack") return shown as unknown as StackValidationPolicy;
  const mends = level === "remediate";
  return {
    ...shown,
    validateResource: [],
    ...(mends && {
      remediateResource: (args: ResourceValidationArgs) =>
        remediated(args, (one) => one === name, judgeFor(args.urn)),
    }),
  };
}

/** @param mending rules that mend under their own names; a file that only the pack's config names may have others */
function judgesEnvelopes(mending: ReadonlySet<string>, judgeFor: JudgeFor): ResourceValidationPolicy {
  const judgeOf = (args: ResourceValidationArgs): Promise<EnvelopeJudge> =>
    judgeFor(args.urn, checkedConfig(args.getConfig()));
  return {
    name: envelopePolicyName,
    description: "Every envelope is judged by the project's policy, before anything is e-mailed.",
    // Pulumi asks it to mend only so; what it finds is as mandatory as each rule is.
    enforcementLevel: "remediate",
    configSchema: packConfigSchema as unknown as NonNullable<ResourceValidationPolicy["configSchema"]>,
    remediateResource: (args) => remediated(args, (name) => !mending.has(name), judgeOf(args)),
    async validateResource(args, report) {
      // Also of what is no envelope: a policy that is missing is told of before the first of them.
      const judge = await judgeOf(args);
      if (!envelopeTypes.has(args.type)) return;
      tell(await judge.envelope(resourceOf(args)), report);
    },
  };
}

function judgesStack(judgeFor: JudgeFor): StackValidationPolicy {
  return {
    name: `${envelopePolicyName}-stack`,
    description: "The stack's envelopes are judged together by the project's policy.",
    enforcementLevel: "mandatory",
    async validateStack({ resources }, report) {
      const [first] = resources;
      if (!first) return;
      const judge = await judgeFor(first.urn);
      const own = resources.filter(({ type }) => envelopeTypes.has(type));
      const outputs = own.map(({ urn, props }: PolicyResource): [string, object] => [
        urn,
        plainInputs(props),
      ]);
      tell(await judge.stack(new Map(outputs)), report);
    },
  };
}

/** Always the same object, changed: it has properties of Pulumi's own that another would lack. */
async function remediated(
  args: ResourceValidationArgs,
  isMeant: (rule: string) => boolean,
  judging: Promise<EnvelopeJudge>,
): Promise<Record<string, unknown> | undefined> {
  const judge = await judging;
  if (!envelopeTypes.has(args.type)) return undefined;
  return (await judge.remediate(resourceOf(args), args.props, isMeant)) ? args.props : undefined;
}

const resourceOf = ({ urn, name, props, provider }: ResourceValidationArgs): JudgedResource => ({
  urn,
  name,
  declared: plainInputs(props),
  config: provider ? (plainInputs(provider.props) as object as Record<string, unknown>) : {},
});

/** Pulumi's SDK takes a violation under another policy's name and level, which its types do not tell (since 1.20). */
function tell(violations: readonly Violation[], report: ReportViolation): void {
  for (const violation of violations) report(violation as unknown as string);
}
