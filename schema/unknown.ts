import type { Path } from "./issue.ts";

/** What a value that is not known yet looks like to a dynamic provider (sdk/nodejs/runtime/rpc.ts of Pulumi). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Where in a value something is not known yet, as during a preview. */
export function unknownPaths(value: unknown, path: Path = []): Path[] {
  if (value === unknownValue) return [path];
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, child]) => unknownPaths(child, [...path, key]));
}

/** Whether a path leads to, into or out of one of those that are not known yet. */
export const touchesUnknown = (path: Path, unknowns: Path[]): boolean =>
  unknowns.some((unknown) => {
    const depth = Math.min(path.length, unknown.length);
    return unknown.slice(0, depth).every((part, index) => part === path[index]);
  });
