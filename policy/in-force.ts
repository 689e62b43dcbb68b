import type { PolicyConfig, RuleSetting } from "./config.ts";
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

/** Tells how rules count for resources: preset first, then the policy's rules, then each override that fits, in order. */
export class Settings {
  readonly #config: PolicyConfig;
  readonly #cache = new Map<string, InForce>();

  constructor(config: PolicyConfig) {
    this.#config = config;
  }

  /** How a rule counts for a resource. Options are the policy's, with the rule's defaults; they must be valid. */
  of(rule: Rule, target: Target): InForce {
    const settings = this.#settings(rule.name, target);
    const key = `${rule.name} ${settings.map(({ at }) => at).join(" ")}`;
    const known = this.#cache.get(key);
    if (known) return known;
    const inForce = merged(
      rule,
      this.#config,
      settings.map(({ setting }) => setting),
    );
    this.#cache.set(key, inForce);
    return inForce;
  }

  #settings(name: string, target: Target): { at: number; setting: RuleSetting }[] {
    const { rules = {}, overrides = [] } = this.#config;
    const own = rules[name];
    const found = own === undefined ? [] : [{ at: -1, setting: own }];
    for (const [at, override] of overrides.entries()) {
      const setting = override.rules[name];
      if (setting !== undefined && isMeant(override, target)) found.push({ at, setting });
    }
    return found;
  }
}

const isMeant = (
  override: { project?: string; stack?: string; resource?: string },
  target: Target,
): boolean =>
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
  return { level, options: optionsOf(rule, options).options };
}

/** The level a rule has by the preset alone. */
export function presetLevel(rule: Rule, { extends: preset = "recommended" }: PolicyConfig): Level {
  if (preset === "none") return "disabled";
  return preset === "strict" ? (rule.strictLevel ?? "mandatory") : rule.defaultLevel;
}
