import type { Level } from "./rule.ts";

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

/** A policy, as `yotisign.policy.yaml` has it. */
export interface PolicyConfig {
  /** Default `recommended`. */
  extends?: "recommended" | "strict" | "none";
  rules?: Readonly<Record<string, RuleSetting>>;
  overrides?: readonly Override[];
  waivers?: readonly Waiver[];
}
