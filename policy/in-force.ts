import type { Override, PolicyConfig, RuleSetting } from "./config.ts";
import { fits } from "./glob.ts";
import type { Level, Rule } from "./rule.ts";
import { optionsOf } from "./rule-options.ts";

/** A rule as it counts for one resource. */
export interface InForce {
  level: Level;
  options: Readonly<Record<string, unknown>>;
}

/** For whom a setting may count. */
export interface Target {
  project?: string | undefined;
  stack?: string | undefined;
  /** The resource's name; empty: the stack as a whole. */
  resource: string;
}

/** What a policy sets for one rule, and what came of it so far. */
interface RuleSettings {
  own: RuleSetting | undefined;
  overrides: readonly Override[];
  /** By which of the overrides count. */
  inForce: Map<string, InForce>;
}

/** Tells how rules count for resources: preset first, then the policy's rules, then each override that fits, in order. */
export class Settings {
  readonly #config: PolicyConfig;
  readonly #byRule = new Map<Rule, RuleSettings>();

  constructor(config: PolicyConfig) {
    this.#config = config;
  }

  /**
   * How a rule counts for a resource. Options are the policy's, with the rule's defaults; they must be valid. They are
   * frozen, as all resources share them.
   */
  of(rule: Rule, target: Target): InForce {
    const { own, overrides, inForce } = this.#settings(rule);
    const meant = overrides.map((override) => isMeant(override, target));
    const key = meant.join(" ");
    const known = inForce.get(key);
    if (known) return known;
    const settings = [own, ...overrides.filter((_, at) => meant[at]).map(({ rules }) => rules[rule.name])];
    const found = merged(
      rule,
      this.#config,
      settings.filter((setting) => setting !== undefined),
    );
    inForce.set(key, found);
    return found;
  }

  #settings(rule: Rule): RuleSettings {
    const known = this.#byRule.get(rule);
    if (known) return known;
    const { rules = {}, overrides = [] } = this.#config;
    const found = {
      own: rules[rule.name],
      overrides: overrides.filter((override) => override.rules[rule.name] !== undefined),
      inForce: new Map(),
    };
    this.#byRule.set(rule, found);
    return found;
  }
}

const isMeant = (override: Override, target: Target): boolean =>
  (["project", "stack", "resource"] as const).every(
    (name) => override[name] === undefined || fits(override[name], target[name] ?? ""),
  );

function merged(rule: Rule, config: PolicyConfig, settings: RuleSetting[]): InForce {
  let level = presetLevel(rule, config);
  let options: Record<string, unknown> = {};
  for (const setting of settings) {
    if (typeof setting === "string") level = setting;
    else {
      const { level: other, ...rest } = setting;
      // Who sets options wants the rule to be run.
      level = other ?? (level === "disabled" ? "mandatory" : level);
      options = { ...options, ...rest };
    }
  }
  return { level, options: frozen(optionsOf(rule, options).options) };
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const child of Object.values(value)) frozen(child);
  return Object.freeze(value);
}

/** The level a rule has by the preset alone. */
export function presetLevel(rule: Rule, { extends: preset = "recommended" }: PolicyConfig): Level {
  if (preset === "none") return "disabled";
  return preset === "strict" ? (rule.strictLevel ?? "mandatory") : rule.defaultLevel;
}
