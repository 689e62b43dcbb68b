import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { Issue, Path } from "../schema/issue.ts";
import { pathOfPointer } from "./ajv-issues.ts";
import { assertedValue, NotKnownError } from "./asserted-value.ts";
import { filledMessage, messageIssue } from "./assertion-message.ts";
import type { Assertion } from "./config.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "./rule.ts";
import { strangerIssues } from "./schema-strangers.ts";

/**
 * The rule that an assertion of a policy file is. Its schemas see {@link AssertedValue}. They are compiled when it is
 * first run, and have to be schemas: {@link assertionIssues} tells.
 */
export function assertionRule(name: string, assertion: Assertion): Rule {
  const { title, severity, level = "mandatory", judges = "standing", when, message } = assertion;
  return defineRule({
    name,
    title,
    description: assertion.description ?? title,
    severity,
    defaultLevel: level,
    strictLevel: level,
    judges,
    fix: assertion.fix ?? `Make this true: ${title}`,
    check(subject, context) {
      const value = assertedValue(subject, context);
      try {
        if (when && !compile(when)(value)) return notApplicable("its condition (when) does not hold");
        const holds = compile(assertion.assert);
        if (holds(value)) return [];
        const text = filledMessage(message, value);
        return placesOf(holds.errors ?? []).map((path): Finding => ({ path, message: text }));
      } catch (error) {
        if (error instanceof NotKnownError) return notApplicable(error.message);
        throw error;
      }
    },
  });
}

/** What is wrong with an assertion that has the right shape; places are within it. */
export function assertionIssues(assertion: Assertion): Issue[] {
  const issues: Issue[] = [];
  for (const part of ["when", "assert"] as const) {
    const schema = assertion[part];
    if (!schema) continue;
    try {
      compile(schema);
      issues.push(...strangerIssues(schema, [part]));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      issues.push({ path: [part], message: `is no JSON Schema (draft-07): ${why}` });
    }
    if (Object.keys(schema).length === 0)
      issues.push({ path: [part], message: "is empty, so that everything fits it" });
  }
  const wrong = messageIssue(assertion.message);
  return wrong === undefined ? issues : [...issues, { path: ["message"], message: wrong }];
}

const compiled = new WeakMap<object, ValidateFunction>();

function compile(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  // What narrows a schema does not say its types and properties again.
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  for (const [format, definition] of Object.entries(fullFormats)) ajv.addFormat(format, definition);
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** Keywords that have branches: what those say is why the whole does not fit, not what is wrong. */
const branching = new Set(["anyOf", "oneOf", "not", "if", "contains", "propertyNames"]);

/** Where in the envelope a value does not fit, each place once. */
function placesOf(errors: readonly ErrorObject[]): Path[] {
  const branches = errors.filter(({ keyword }) => branching.has(keyword) && keyword !== "if");
  const shown = errors.filter(
    (error) =>
      error.keyword !== "if" &&
      !branches.some((branch) => branch !== error && error.schemaPath.startsWith(`${branch.schemaPath}/`)),
  );
  const places = new Map(
    shown.map((error) => {
      const path = placeOf(error);
      return [JSON.stringify(path), path];
    }),
  );
  return [...places.values()];
}

function placeOf({ instancePath, params }: ErrorObject): Path {
  const child = params.missingProperty ?? params.additionalProperty;
  const [top, ...path] = [...pathOfPointer(instancePath), ...(child === undefined ? [] : [child])];
  if (top === "envelope") return path;
  // What is known of a document is no part of its declaration.
  return top === "documents" ? ["documents", ...path.slice(0, 1)] : [];
}
