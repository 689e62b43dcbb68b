import type { Level, RuleMetadata, Severity } from "./rule.ts";

/** A rule's level, its options, or both. */
export type RuleSetting = Level | ({ level?: Level } & Record<string, unknown>);

/** Settings for some projects, stacks or resources only. Names may have `*` for any text. */
export interface Override {
  project?: string;
  stack?: string;
  resource?: string;
  rules: Readonly<Record<string, RuleSetting>>;
}

/** Lets one rule's findings be, for a time. */
export interface Waiver {
  rule: string;
  /** The resource's name in the program. */
  resource: string;
  /** Only findings at this place or below, as messages show it: `recipients[0]`. Default: all of the resource's. */
  path?: string;
  reason: string;
  /** Who answers for it. */
  owner: string;
  /** The last day it holds, YYYY-MM-DD, in UTC. */
  expires: string;
}

/** A rule without code: JSON Schemas over what is known of an envelope. */
export interface Assertion {
  /** One sentence that says what must hold. */
  title: string;
  /** Why, in a few sentences. Default: the title. */
  description?: string;
  severity: Severity;
  /** Default `mandatory`. */
  level?: Level;
  /** Default `standing`. */
  judges?: RuleMetadata["judges"];
  /** JSON Schema of the envelopes that it is about. Default: all. */
  when?: object;
  /** JSON Schema that those must fit. */
  assert: object;
  /** What is wrong where they do not; `{envelope.name}` and the like are replaced by values. */
  message: string;
  /** What to do about it. Default: the title is to be made true. */
  fix?: string;
}

/** A policy, as `yotisign.policy.yaml` has it. */
export interface PolicyConfig {
  /** Default `recommended`. */
  extends?: "recommended" | "strict" | "none";
  rules?: Readonly<Record<string, RuleSetting>>;
  overrides?: readonly Override[];
  waivers?: readonly Waiver[];
  /** Modules that export rules, relative to the file; `*` and `**` as in a shell. */
  ownRules?: readonly string[];
  /** Rules without code, by name. */
  assertions?: Readonly<Record<string, Assertion>>;
}
