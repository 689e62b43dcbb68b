import type { ErrorObject } from "ajv";
import type { Issue, Path } from "../schema/issue.ts";

/** What ajv has against a value, in words that never repeat it. */
export function issuesOfAjv(errors: readonly ErrorObject[]): Issue[] {
  // "if" only repeats what its branches have said, and "propertyNames" what is wrong with a name.
  return errors.filter(({ keyword, propertyName }) => keyword !== "if" && !propertyName).map(issueOf);
}

function issueOf({ instancePath, keyword, message, params, parentSchema }: ErrorObject): Issue {
  const path = pathOfPointer(instancePath);
  switch (keyword) {
    case "additionalProperties": {
      const known = Object.keys(parentSchema?.properties ?? {}).join(", ");
      return { path: [...path, params.additionalProperty], message: `is no field here; there are: ${known}` };
    }
    case "propertyNames":
      return {
        path: [...path, params.propertyName],
        message: "is not in kebab-case, as in message-is-polite",
      };
    case "required":
      return { path: [...path, params.missingProperty], message: "is required" };
    case "enum":
      return { path, message: `must be one of ${(params.allowedValues as unknown[]).join(", ")}` };
    case "minLength":
      return { path, message: "is empty" };
    case "pattern":
      return { path, message: "is not a day, as in 2026-12-31" };
    default:
      return { path, message: message ?? "is not valid" };
  }
}

/** A JSON pointer's parts; numbers where they are positions. */
export const pathOfPointer = (pointer: string): Path =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
