import { Ajv, type ValidateFunction } from "ajv";
import { readYaml, type YamlFile } from "../schema/read-yaml.ts";
import { issuesOfAjv } from "./ajv-issues.ts";
import type { PolicyConfig } from "./config.ts";
import type { PolicyIssue } from "./policy-error.ts";
import { policyShape } from "./policy-shape.ts";

/** What a policy file says. */
export interface ParsedPolicy {
  /** Of the right shape where there are no issues; else empty. */
  config: PolicyConfig;
  issues: readonly PolicyIssue[];
  /** The line of a place, else of the nearest one around it, counted from 1. */
  lineOf: YamlFile["lineOf"];
}

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: true, strictTypes: false }).compile(
    policyShape,
  );
  return compiled;
}

/**
 * Reads the text of a policy file, in YAML 1.2 or JSON. An empty one is the preset `recommended`. Whether its rules and
 * their options exist is for {@link lintPolicy} to say, which knows the rules.
 */
export function parsePolicy(text: string): ParsedPolicy {
  const { value, lineOf, problems } = readYaml(text);
  if (problems.length > 0) return { config: {}, issues: problems, lineOf };
  const config = value ?? {};
  const validate = validator();
  if (validate(config)) return { config: config as PolicyConfig, issues: [], lineOf };
  const issues = issuesOfAjv(validate.errors ?? []);
  return { config: {}, issues: issues.map((issue) => located(issue, lineOf)), lineOf };
}

/** An issue with the line of its place, where that is known. */
export function located(issue: PolicyIssue, lineOf: YamlFile["lineOf"]): PolicyIssue {
  const line = lineOf(issue.path);
  return line === undefined ? issue : { ...issue, line };
}
