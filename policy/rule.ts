import type { Path } from "../schema/issue.ts";
import type { Context } from "./context.ts";
import type { Subject } from "./subject.ts";

/** How bad it is when a rule does not hold. */
export type Severity = "low" | "medium" | "high" | "critical";

/**
 * What a finding does: nothing (`disabled`, the rule is not run), be shown (`advisory`), stop what it is about
 * (`mandatory`), or be mended where that can be done (`remediate`: in Pulumi's policy pack; elsewhere as `mandatory`).
 */
export type Level = "disabled" | "advisory" | "mandatory" | "remediate";

/** Where on a document something stands: points (1/72 inch) from the top left corner of the page as displayed. */
export interface FindingPlace {
  /** The document's name, as signers see it. */
  document: string;
  /** From 1. */
  pageNumber: number;
  /** Left, top, right and bottom; absent for a whole page. */
  box?: readonly [leftPt: number, topPt: number, rightPt: number, bottomPt: number];
}

/** One thing that a rule objects to. */
export interface Finding {
  /** Where in the envelope, as a program writes it; empty: the envelope as a whole. */
  path: Path;
  /** What is wrong, with the values; never a person's name or e-mail, which the path leads to. */
  message: string;
  place?: FindingPlace;
}

/** What a stack rule objects to: also on which envelope. */
export interface StackFinding extends Finding {
  /** The resource's name in the program; empty: the stack as a whole. */
  resource: string;
}

/** A rule's answer that it has nothing to judge here. */
export interface NotApplicable {
  notApplicable: string;
}

/** Says that a rule has nothing to judge here. @param reason in words that go on after "not applicable: " */
export const notApplicable = (reason: string): NotApplicable => ({ notApplicable: reason });

/** One field to be given another value. */
export interface Change {
  path: Path;
  /** JSON; undefined removes the field. */
  value: unknown;
}

/** What is known of a rule without running it. */
export interface RuleMetadata {
  /** Stable, in kebab-case; says what must hold: `signer-has-signature-tag`. */
  name: string;
  /** One sentence that says what must hold. */
  title: string;
  /** Why, in a few sentences. */
  description: string;
  severity: Severity;
  /** Its level in the preset `recommended`, and without any. */
  defaultLevel: Level;
  /** Its level in the preset `strict`. Default `mandatory`. */
  strictLevel?: Level;
  /**
   * What it judges. `sending`: that this is sent now (the time of day, how long links live, who may send): an envelope
   * that was sent is not judged again. `standing`: what holds as long as the envelope does.
   */
  judges: "sending" | "standing";
  /** JSON Schema (an object's) of its options, with defaults. Default: it has none. */
  options?: OptionsSchema;
  /** What it helps to comply with, as in `eIDAS Art. 26`. */
  frameworks?: readonly string[];
  /** What to do about a finding. */
  fix: string;
}

/** The JSON Schema of a rule's options. */
export interface OptionsSchema {
  type: "object";
  additionalProperties: false;
  properties: Readonly<Record<string, object>>;
  required?: readonly string[];
}

/** A rule about one envelope. A pure function: the same subject, context and options give the same answer. */
export interface EnvelopeRule<Options = Readonly<Record<string, unknown>>> extends RuleMetadata {
  scope: "envelope";
  /** Findings; none: it holds. Reading what is not known yet makes the verdict undetermined. */
  check(subject: Subject, context: Context, options: Options): Finding[] | NotApplicable;
  /** What would make it hold; none where that takes a person. Default: nothing can be mended. */
  remediate?(subject: Subject, context: Context, options: Options): Change[];
}

/** A rule about all envelopes of a stack together. */
export interface StackRule<Options = Readonly<Record<string, unknown>>> extends RuleMetadata {
  scope: "stack";
  check(subjects: readonly Subject[], context: Context, options: Options): StackFinding[] | NotApplicable;
}

/** A rule of either kind, with options of any type. */
export type Rule = EnvelopeRule | StackRule;

/**
 * Defines a rule about one envelope, typed. What it is given is not to be changed, and it calls nothing.
 *
 * @example
 * ```ts
 * export default defineRule({
 *   name: "message-is-polite",
 *   title: "The invitation says please.",
 *   description: "People sign more gladly.",
 *   severity: "low",
 *   defaultLevel: "advisory",
 *   judges: "sending",
 *   fix: "Write please.",
 *   check: ({ envelope }) =>
 *     /please/i.test(envelope.emails?.invitation?.body.message ?? "")
 *       ? []
 *       : [{ path: ["emails", "invitation", "body", "message"], message: "does not say please" }],
 * });
 * ```
 */
export const defineRule = <Options = Readonly<Record<string, unknown>>>(
  rule: Omit<EnvelopeRule<Options>, "scope">,
): Rule => ({ ...rule, scope: "envelope" }) as unknown as Rule;

/** Defines a rule about all envelopes of a stack together; otherwise as {@link defineRule}. */
export const defineStackRule = <Options = Readonly<Record<string, unknown>>>(
  rule: Omit<StackRule<Options>, "scope">,
): Rule => ({ ...rule, scope: "stack" }) as unknown as Rule;
