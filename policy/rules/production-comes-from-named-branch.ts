import { isProduction } from "../environment.ts";
import { fits } from "../glob.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** What goes to production is on a branch for it, of this very repository, and in a commit. */
export const productionComesFromNamedBranch: Rule = defineRule({
  name: "production-comes-from-named-branch",
  title: "Only named branches send to production.",
  description:
    "What is on them was reviewed. From any other branch, from a fork, whose branches may have the same names, from a folder whose branch nobody knows, or with changes that are in no commit, an envelope reaches real people that only its author has seen. Forks are recognised by what GitHub, GitLab, Azure, Buildkite, CircleCI and Jenkins say of a pull request; changes by Git, where it is installed, in files that it follows.",
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
      uncommitted: {
        description:
          "True: files may differ from the commit that is checked out, as where a pipeline stamps a version.",
        type: "boolean",
        default: false,
      },
    },
  },
  frameworks: ["SOC 2 CC8.1", "ISO 27001:2022 A.8.32"],
  fix: "Commit it, merge it and let the pipeline of that branch send it, or send it to the sandbox.",
  check(_subject, context, { branches, uncommitted }: { branches: readonly string[]; uncommitted: boolean }) {
    const { environment, branch, isFork, isDirty } = context;
    if (environment === undefined) return notApplicable("where it is sent to is not chosen yet");
    if (!isProduction(context)) return notApplicable("it is not sent to production");
    const wrong: string[] = [];
    const named = branches.some((pattern) => branch !== undefined && fits(pattern, branch));
    const from = branch === undefined ? "a branch that is not known" : `the branch ${branch}`;
    if (isFork) wrong.push(`from ${from} of a fork; only this repository's own branches may`);
    else if (!named) wrong.push(`from ${from}; only ${branches.join(", ")} may`);
    if (isDirty && !uncommitted) wrong.push("with changes that are in no commit");
    return wrong.map((why) => ({ path: [], message: `is sent to production ${why}` }));
  },
});
