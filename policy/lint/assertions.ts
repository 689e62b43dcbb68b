import { assertionIssues } from "../assertion-rule.ts";
import type { PolicyConfig } from "../config.ts";
import type { LintIssue } from "../lint-policy.ts";

/** Assertions that cannot be run, or would let everything pass. */
export const assertionLints = ({ assertions = {} }: PolicyConfig): LintIssue[] =>
  Object.entries(assertions).flatMap(([name, assertion]) =>
    assertionIssues(assertion).map((issue) => ({
      ...issue,
      path: ["assertions", name, ...issue.path],
      level: "error",
    })),
  );
