import { isProduction } from "../environment.ts";
import { fits } from "../glob.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** What goes to production is on a branch for it. */
export const productionComesFromNamedBranch: Rule = defineRule({
  name: "production-comes-from-named-branch",
  title: "Only named branches send to production.",
  description:
    "What is on them was reviewed. From any other branch, or from a folder whose branch nobody knows, an envelope reaches real people that only its author has seen.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      branches: {
        description: "Branches that send to production; `*` stands for any text.",
        type: "array",
        items: { type: "string", minLength: 1 },
        minItems: 1,
        default: ["main", "master", "release/*"],
      },
    },
  },
  frameworks: ["SOC 2 CC8.1", "ISO 27001:2022 A.8.32"],
  fix: "Merge it and let the pipeline of that branch send it, or send it to the sandbox.",
  check(_subject, context, { branches }: { branches: readonly string[] }) {
    const { environment, branch } = context;
    if (environment === undefined) return notApplicable("where it is sent to is not chosen yet");
    if (!isProduction(context)) return notApplicable("it is not sent to production");
    if (branches.some((pattern) => branch !== undefined && fits(pattern, branch))) return [];
    const from = branch === undefined ? "from a branch that is not known" : `from the branch ${branch}`;
    return [{ path: [], message: `is sent to production ${from}; only ${branches.join(", ")} may` }];
  },
});
