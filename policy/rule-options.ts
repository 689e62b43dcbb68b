import { Ajv, type ValidateFunction } from "ajv";
import type { Issue } from "../schema/issue.ts";
import type { Rule } from "./rule.ts";

const compiled = new WeakMap<Rule, ValidateFunction>();
let ajv: Ajv | undefined;

function validatorOf(rule: Rule): ValidateFunction | undefined {
  if (!rule.options) return undefined;
  const known = compiled.get(rule);
  if (known) return known;
  ajv ??= new Ajv({ allErrors: true, useDefaults: true, strict: true, strictTypes: false });
  const validate = ajv.compile(rule.options);
  compiled.set(rule, validate);
  return validate;
}

/**
 * A rule's options with its defaults filled in, and what is wrong with them.
 *
 * @param given as the policy has them
 */
export function optionsOf(
  rule: Rule,
  given: Readonly<Record<string, unknown>>,
): { options: Readonly<Record<string, unknown>>; issues: Issue[] } {
  const options = structuredClone(given) as Record<string, unknown>;
  const validate = validatorOf(rule);
  if (!validate) {
    const strangers = Object.keys(options);
    return {
      options,
      issues: strangers.map((name) => ({ path: [name], message: "is no option: this rule has none" })),
    };
  }
  if (validate(options)) return { options, issues: [] };
  const known = Object.keys(rule.options?.properties ?? {}).join(", ");
  const issues = (validate.errors ?? []).map(({ instancePath, keyword, message, params }): Issue => {
    const path = instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (keyword === "additionalProperties")
      return {
        path: [...path, params.additionalProperty],
        message: `is no option of this rule; there are: ${known}`,
      };
    if (keyword === "required") return { path: [...path, params.missingProperty], message: "is required" };
    if (keyword === "enum")
      return {
        path,
        message: `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}`,
      };
    return { path, message: message ?? "is not valid" };
  });
  return { options, issues };
}
