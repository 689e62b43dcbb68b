import type { WireRecipient, WireRule } from "../generated/wire.ts";
import type { Path } from "../issue.ts";
import { listOf } from "./signers.ts";

/** The lists of a rule that name what it affects. */
export type NameList = Extract<keyof WireRule, `affected_${string}`>;

/** A recipient's rules that are rules by their shape, each with its path. */
export const rulesOf = (recipient: WireRecipient, path: Path): [WireRule, Path][] =>
  listOf(recipient.rules)
    .map((rule, at): [WireRule, Path] => [rule, [...path, "rules", at]])
    .filter(([rule]) => typeof rule === "object" && rule !== null);

/** The names in one list of a recipient's rules, each with its path and its rule. */
export const affectedNames = (
  recipient: WireRecipient,
  path: Path,
  list: NameList,
): { name: string; path: Path; rule: WireRule }[] =>
  rulesOf(recipient, path).flatMap(([rule, at]) =>
    listOf(rule[list])
      .map((name, position) => ({ name, path: [...at, list, position], rule }))
      .filter(({ name }) => typeof name === "string"),
  );
