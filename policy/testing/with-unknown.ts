import { formatPath, type Path } from "../../schema/issue.ts";
import { unknownValue } from "../../schema/unknown.ts";
import type { Declared } from "./rule-case.ts";

/** Declared envelopes, of which one value is not known yet. */
export interface UnknownVariant {
  /** Which one, as in `recipients[0].email`. */
  unknown: string;
  declared: Declared;
}

/** Every value that a case declares, each as one that is not known yet: texts, numbers, and whole parts. */
export const unknownVariants = (declared: Declared): UnknownVariant[] =>
  declared.flatMap(([resource, declaration], at) =>
    pathsOf(declaration).map((path) => ({
      unknown: at === 0 ? formatPath(path) : `${formatPath(path)} of ${resource}`,
      declared: declared.with(at, [resource, replaced(declaration, path) as typeof declaration]),
    })),
  );

function pathsOf(value: unknown, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== "object" || value === null) return own;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...entries.flatMap(([name, child]) => pathsOf(child, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return unknownValue;
  if (Array.isArray(value)) return value.with(Number(name), replaced(value[Number(name)], rest));
  return { ...(value as object), [name]: replaced((value as Record<string, unknown>)[name], rest) };
}
