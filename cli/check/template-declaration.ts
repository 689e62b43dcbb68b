import { formatPath, type Path } from "../../schema/issue.ts";
import type { LineIssue, YamlFile } from "../../schema/read-yaml.ts";
import { unknownValue } from "../../schema/unknown.ts";
import { decode } from "../../schema/wire.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { fieldProblems } from "../../sdk/options-file/field-problems.ts";
import { mapTexts, piecesOf, variablesIn } from "../../sdk/options-file/template.ts";
import { filled, type VariableValue, variableProblems } from "../../sdk/options-file/variables.ts";

/** Values of variables by name. */
export type VariableValues = Readonly<Record<string, VariableValue>>;

/** The names of a file's variables. */
export function variableNames({ value }: YamlFile): Set<string> {
  const names = new Set<string>();
  mapTexts(value, (text) => {
    for (const name of variablesIn(piecesOf(text) ?? [])) names.add(name);
  });
  return names;
}

/**
 * What a file declares, its variables filled in; texts with variables that have no value are not known yet.
 *
 * @param documents paths; empty: not known yet
 * @param identity a URN that says of which kind the envelope is
 * @returns also what is wrong with the file's own fields, in its own spelling; without a declaration where it cannot be
 * read as one
 */
export function declaredIn(
  file: string,
  parsed: YamlFile,
  variables: VariableValues,
  { documents, identity }: { documents: readonly string[]; identity: string },
): { declaration: Declaration | undefined; problems: LineIssue[] } {
  const { value } = parsed;
  if (parsed.problems.length > 0) return { declaration: undefined, problems: parsed.problems };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { declaration: undefined, problems: [{ path: [], message: noObject }] };
  const names = variableNames(parsed);
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
  const later = Object.fromEntries([...names].map((name) => [name, given[name] ?? never]));
  const wrong = variableProblems(parsed, later);
  if (wrong.length > 0) return { declaration: undefined, problems: wrong };
  const fill = (text: string): unknown => {
    const pieces = piecesOf(text) ?? [];
    const known = variablesIn(pieces).every((name) => Object.hasOwn(given, name));
    return known ? filled(pieces, given, file) : unknownValue;
  };
  const declaration = {
    ...decode<Declaration>(mapTexts(value, fill)),
    documents: documents.length > 0 ? documents.map((path) => ({ path })) : unknownValue,
    identity,
  } as Declaration;
  return { declaration, problems: fieldProblems(parsed, given, file) };
}

/** Stands for a value that comes later, and here never does. */
const never = new Promise<string>(() => {});

const noObject = "must hold the options of one envelope: an object with name, recipients, emails …";

/** What is found out beside the file's own problems: of one place the file's own words are better. */
export function beside(problems: readonly LineIssue[], spelled: (path: Path) => Path) {
  const places = new Set(problems.map(({ path }) => formatPath(path)));
  return <Issue extends { path: Path }>(issues: readonly Issue[]): Issue[] =>
    issues.filter(({ path }) => !places.has(formatPath(spelled(path))));
}
