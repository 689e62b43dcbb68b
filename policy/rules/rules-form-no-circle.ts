import type { Tag } from "../../schema/generated/inputs.ts";
import type { Path } from "../../schema/issue.ts";
import { affectedTags } from "../conditions/affected-tags.ts";
import { circlesOf, type Edge } from "../conditions/circles.ts";
import { namedTags } from "../conditions/trigger-state.ts";
import { quoted } from "../documents/judge-documents.ts";
import { defineRule, type Finding, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope } from "../subject.ts";

/** Whether a tag shows depends on another. */
interface Dependence extends Edge<Tag> {
  /** The rule. */
  path: Path;
  /** True: it shows when the other is filled in; false: when the other is empty. */
  filled: boolean;
  /** It shows then only, whatever else there is. */
  necessary: boolean;
}

/** What a signer sees does not depend on itself. */
export const rulesFormNoCircle: Rule = defineRule({
  name: "rules-form-no-circle",
  title: "Conditional rules do not wait for each other, nor undo each other.",
  description:
    "Tags that each show only once another of them is filled in never show. And where filling a tag in hides it in the end, the signing page has no state to come to rest in. Tags that hide each other, one or the other being filled in, are fine, and so are tags that make each other required.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "Let one tag of the circle show in any case: remove it from what its rule affects.",
  check({ envelope }) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    const edges = dependences(envelope);
    if (edges.length === 0) return notApplicable("no conditional rule shows or hides a tag");
    return [...waiting(edges), ...undoing(edges)];
  },
});

function dependences({ recipients }: PolicyEnvelope): Dependence[] {
  return recipients.flatMap(({ rules = [], tags }, at) => {
    const named = namedTags(tags);
    return rules.flatMap((rule, position) => {
      if (rule.action !== "show" && rule.action !== "hide") return [];
      const shows = rule.action === "show";
      const necessary = shows || rule.conditions.length === 1;
      const affected = affectedTags(recipients, at, rule);
      return rule.conditions.flatMap(({ triggerTagName, criteria }) => {
        const from = named.get(triggerTagName);
        const filled = (criteria === "has_value") === shows;
        const path: Path = ["recipients", at, "rules", position];
        return from ? affected.map((to) => ({ from, to, path, filled, necessary })) : [];
      });
    });
  });
}

/** Circles of tags each of which waits for another to be filled in. What is prefilled need not wait. */
const waiting = (edges: readonly Dependence[]): Finding[] =>
  circlesOf<Tag, Dependence>(
    edges.filter(
      ({ from, filled, necessary }) =>
        filled && necessary && from.prefilledValue === undefined && !from.mergeField,
    ),
  ).map((circle) => ({
    path: circle[0]?.path ?? [],
    message: `forms a circle: ${named(circle)} only once ${circle.length === 1 ? "it" : "another of them"} is filled in, so never`,
  }));

/** Circles on which an odd number of tags shows when another is empty. */
const undoing = (edges: readonly Dependence[]): Finding[] =>
  circlesOf<Tag, Dependence>(edges)
    .filter((circle) => !isBalanced(circle))
    .map((circle) => ({
      path: circle[0]?.path ?? [],
      message: `forms a circle: ${named(circle)} depending on one another, so that filling one in hides it in the end`,
    }));

/** Whether all tags of a circle can come to rest: none is to be both filled in and empty. */
function isBalanced(circle: readonly Dependence[]): boolean {
  const [first] = circle;
  const leaving = Map.groupBy(circle, ({ from }) => from);
  const states = new Map(first ? [[first.from, true]] : []);
  // A map gives what is added while it is walked through, too.
  for (const [tag, state] of states)
    for (const { to, filled } of leaving.get(tag) ?? []) {
      const wanted = filled ? state : !state;
      if (!states.has(to)) states.set(to, wanted);
      else if (states.get(to) !== wanted) return false;
    }
  return true;
}

/** How many tags a message names. */
const NAMED = 5;

function named(circle: readonly Dependence[]): string {
  const names = [...new Set(circle.map(({ from }) => quoted(from.name ?? "")))];
  const rest = names.length > NAMED ? [...names.slice(0, NAMED), "…"] : names;
  return `${rest.join(", ")} ${names.length === 1 ? "shows" : "show"}`;
}
