import type { Issue, Path } from "../../schema/issue.ts";
import type { YamlFile } from "../../schema/read-yaml.ts";
import { requestIssues } from "../../schema/validate.ts";
import type { OptionsFileProblem } from "./options-file-error.ts";
import { mapTexts, piecesOf, variablesIn } from "./template.ts";
import { filled, isLater, type Variables } from "./variables.ts";

/**
 * What is wrong with the fields that a file has, by the API's JSON Schema. Fields that it does not have are no problem:
 * the program may add them, and Pulumi's check names them otherwise. Neither is what only later
 * variables say, or missing ones would.
 */
export function fieldProblems(parsed: YamlFile, variables: Variables, file: string): OptionsFileProblem[] {
  const later: Path[] = [];
  const computed = new Map<string, string[]>();
  const value = mapTexts(parsed.value, (text, path) => {
    const pieces = piecesOf(text);
    const names = variablesIn(pieces ?? []);
    if (names.length > 0) computed.set(JSON.stringify(path), names);
    const known = names.every((name) => Object.hasOwn(variables, name));
    const result = pieces && known ? filled(pieces, variables, file) : undefined;
    if (result !== undefined && !isLater(result)) return result;
    later.push(path);
    return text;
  });
  const issues = requestIssues(value).filter(
    ({ path, decidedBy = [] }) =>
      valueAt(value, path) !== undefined &&
      ![path, ...decidedBy].some((place) => later.some((unknown) => touch(place, unknown))),
  );
  const cures = curesOf(value, issues, computed);
  return issues.map(({ path, message }) => {
    const cure = cures.get(JSON.stringify(path));
    return {
      line: parsed.lineOf(path),
      path,
      message: cure ? `${message.replace(/\.$/, "")}. ${cure}` : message,
    };
  });
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, part) => (Object.hasOwn(Object(at), part) ? (at as Record<string, unknown>)[part] : undefined),
    value,
  );

const touch = (one: Path, other: Path): boolean =>
  one.slice(0, other.length).every((part, index) => part === other[index]);

/** What to do about values, by place. That another way of writing one would be right is found out by trying. */
function curesOf(value: unknown, issues: Issue[], computed: Map<string, string[]>): Map<string, string> {
  const cures = new Map<string, string>();
  const trials = new Map<string, string>();
  const tried = structuredClone(value);
  for (const { path } of issues) {
    const place = JSON.stringify(path);
    const found = valueAt(value, path);
    const names = computed.get(place);
    const other = otherWriting(found);
    if (names) cures.set(place, `Its value comes from ${names.map((name) => `\${${name}}`).join(" and ")}.`);
    else if (found === null) cures.set(place, "Nothing is written there; write it, or remove the field.");
    else if (other) {
      const parent = valueAt(tried, path.slice(0, -1)) as Record<string | number, unknown>;
      parent[path.at(-1) ?? ""] = other.value;
      trials.set(place, other.cure);
    }
  }
  const still = new Set(trials.size > 0 ? requestIssues(tried).map(({ path }) => JSON.stringify(path)) : []);
  return new Map([...cures, ...[...trials].filter(([place]) => !still.has(place))]);
}

function otherWriting(value: unknown): { value: unknown; cure: string } | undefined {
  if (typeof value === "number")
    return { value: String(value), cure: "It is read as a number; put it in quotes." };
  if (typeof value === "boolean")
    return { value: String(value), cure: "It is read as true or false; put it in quotes." };
  if (typeof value !== "string") return undefined;
  if (/^(true|yes|on|false|no|off)$/i.test(value))
    return { value: true, cure: "Write true or false, without quotes." };
  if (/^-?\d+(\.\d+)?$/.test(value)) return { value: Number(value), cure: "Write it without quotes." };
  return undefined;
}
