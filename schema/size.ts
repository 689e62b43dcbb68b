import type { Issue, Path } from "./issue.ts";

/** An envelope's deepest value is nine levels down, and its longest list could be some thousand rules. */
const maxDepth = 64;
const maxLength = 10_000;

/**
 * What is wrong with a value that is larger than anything of the API is: whatever looks at it level by level, or
 * compares the items of a list, would break or not come to an end. Undefined: it can be judged.
 */
export function sizeIssue(value: unknown): Issue | undefined {
  let level: [unknown, Path][] = [[value, []]];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    const next: [unknown, Path][] = [];
    for (const [one, path] of level) {
      if (typeof one !== "object" || one === null) continue;
      if (Array.isArray(one) && one.length > maxLength)
        return { path, message: `has ${one.length} items; no list of the API takes more than ${maxLength}` };
      for (const [key, child] of Object.entries(one))
        next.push([child, [...path, Array.isArray(one) ? Number(key) : key]]);
    }
    if (next.length === 0) return undefined;
    level = next;
  }
  const path = level[0]?.[1].slice(0, 1) ?? [];
  return { path, message: `is nested more than ${maxDepth} levels deep; nothing of the API is` };
}
