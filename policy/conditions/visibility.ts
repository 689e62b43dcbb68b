import type { Rule, Tag } from "../../schema/generated/inputs.ts";
import type { PolicyEnvelope } from "../subject.ts";
import { affectedTags } from "./affected-tags.ts";

/** Whether a trigger tag is filled in, as one condition asks for it. */
interface Literal {
  trigger: string;
  filled: boolean;
}

/** When a tag shows: `show`, while all conditions are met; `hide`, unless all of them are. */
export interface Visibility {
  action: "show" | "hide";
  conditions: readonly Literal[];
}

/** When a signer's tags show; those that no rule shows or hides are not among them. */
export type Visibilities = ReadonlyMap<Tag, Visibility>;

/** When the tags of an envelope show that rules show or hide, rules of other signers included. */
export function visibilities({ recipients }: PolicyEnvelope): Visibilities {
  const found = new Map<Tag, Visibility>();
  for (const [at, recipient] of recipients.entries())
    for (const rule of recipient.rules ?? [])
      if (rule.action === "show" || rule.action === "hide") {
        const visibility: Visibility = { action: rule.action, conditions: literals(rule, at) };
        for (const tag of affectedTags(recipients, at, rule)) found.set(tag, visibility);
      }
  return found;
}

/** Triggers are a signer's own: the position keeps those of two signers apart. */
const literals = ({ conditions }: Rule, recipient: number): Literal[] =>
  conditions.map(({ triggerTagName, criteria }) => ({
    trigger: `${recipient} ${triggerTagName}`,
    filled: criteria === "has_value",
  }));

/** Whether two tags never show at the same time, so that they may have the same place. */
export function areAlternatives(one: Visibility | undefined, other: Visibility | undefined): boolean {
  if (!one || !other) return false;
  if (one.action === "show" && other.action === "show")
    return one.conditions.some((literal) => other.conditions.some((another) => isOpposite(literal, another)));
  if (one.action === "hide" && other.action === "hide") {
    const [first, second] = [one.conditions[0], other.conditions[0]];
    const single = one.conditions.length === 1 && other.conditions.length === 1;
    return single && first !== undefined && second !== undefined && isOpposite(first, second);
  }
  const [shown, hidden] = one.action === "show" ? [one, other] : [other, one];
  return hidden.conditions.every((literal) => shown.conditions.some((another) => isSame(literal, another)));
}

const isSame = (one: Literal, other: Literal): boolean =>
  one.trigger === other.trigger && one.filled === other.filled;

const isOpposite = (one: Literal, other: Literal): boolean =>
  one.trigger === other.trigger && one.filled !== other.filled;
