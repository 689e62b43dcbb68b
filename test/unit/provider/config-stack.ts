import assert from "node:assert/strict";
import { idvSessionConfigProvider } from "../../../provider/idv-session-config-provider.ts";
import type { IdvSessionConfigProvider } from "../../../provider/resource-provider.ts";
import type { IdentifiedIdvSessionConfigInputs } from "../../../schema/idv-session-config-inputs.ts";
import {
  fromStoredConfig,
  type IdvSessionConfigState,
  type StoredIdvSessionConfigState,
} from "../../../schema/idv-session-config-state.ts";
import { RunFailure, type Step } from "./simulated-stack.ts";
import type { World } from "./world.ts";

/** A declared session configuration, as a program writes it. */
export type DeclaredConfig = Omit<IdentifiedIdvSessionConfigInputs, "identity">;

/** The configuration of these tests. */
export const passport: DeclaredConfig = {
  name: "Passport and selfie",
  sessionConfig: {
    requested_checks: [{ type: "LIVENESS", config: { max_retries: 3 } }],
    resources_ttl: 90000,
  },
};

/** The URN of a resource of the stack `test` of the project `signing`. */
export const configUrn = (name: string): string =>
  `urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:IdvSessionConfig::${name}`;

const carried = { __provider: 'exports.handler=()=>require("pulumi-yotisign/provider").idvSessionConfig;' };

interface Held {
  id: string;
  inputs: IdentifiedIdvSessionConfigInputs;
  outputs: StoredIdvSessionConfigState;
}

/**
 * A stack of session configurations in a world, and the calls that Pulumi makes for them in their order. A replaced one
 * is deleted after the new one is there. Each run has a provider of its own.
 */
export class ConfigStack {
  readonly #world: World;
  /** What the state holds, by resource name. */
  readonly resources = new Map<string, Held>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The provider of a new run. */
  provider(): IdvSessionConfigProvider {
    const world = this.#world;
    const provider = idvSessionConfigProvider(world.runtime());
    provider.configure({ config: { get: (key) => world.config[key] } });
    return provider;
  }

  /** The outputs of a resource. */
  state(name = "passport"): IdvSessionConfigState {
    return fromStoredConfig(this.#held(name).outputs);
  }

  /** `pulumi preview`. */
  async preview(program: Record<string, DeclaredConfig>): Promise<Step[]> {
    const provider = this.provider();
    const steps: Step[] = [];
    for (const [name, declared] of Object.entries(program))
      steps.push((await this.#plan(provider, name, declared)).step);
    return steps;
  }

  /** `pulumi up`. */
  async up(program: Record<string, DeclaredConfig>): Promise<Step[]> {
    const provider = this.provider();
    const steps: Step[] = [];
    for (const [name, declared] of Object.entries(program)) {
      const { step, inputs } = await this.#plan(provider, name, declared);
      const old = this.resources.get(name);
      if (step === "create" || step === "replace") await this.create(provider, name, inputs);
      if (step === "replace" && old) await provider.delete(old.id, structuredClone(old.outputs));
      if (step === "update" && old) {
        const { outs } = await provider.update(old.id, structuredClone(old.outputs), structuredClone(inputs));
        this.resources.set(name, { id: old.id, inputs, outputs: plainly(outs) });
      }
      steps.push(step);
    }
    for (const name of [...this.resources.keys()].filter((name) => !(name in program))) {
      await this.#delete(provider, name);
      steps.push("delete");
    }
    return steps;
  }

  /** Creates several resources at once, as one run of Pulumi does with those that do not depend on each other. */
  async upAtOnce(program: Record<string, DeclaredConfig>): Promise<void> {
    const provider = this.provider();
    const planned = [];
    for (const [name, declared] of Object.entries(program))
      planned.push([name, await this.#plan(provider, name, declared)] as const);
    const done = await Promise.allSettled(
      planned.map(([name, { inputs }]) => this.create(provider, name, inputs)),
    );
    for (const result of done) if (result.status === "rejected") throw result.reason;
  }

  /** `pulumi refresh`; returns whether it reported drift. */
  async refresh(name = "passport"): Promise<boolean> {
    const provider = this.provider();
    const held = this.#held(name);
    const { id, props } = await provider.read(held.id, structuredClone(held.outputs));
    assert.equal(id, held.id);
    this.resources.set(name, { ...held, outputs: plainly(props) });
    const { changes } = await provider.diff(held.id, structuredClone(props), structuredClone(held.inputs));
    return changes === true;
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    const provider = this.provider();
    for (const name of [...this.resources.keys()]) await this.#delete(provider, name);
  }

  /** What Pulumi does of a create, whatever came before it. */
  async create(provider: IdvSessionConfigProvider, name: string, inputs: Held["inputs"]): Promise<void> {
    const { id, outs } = await provider.create(structuredClone(inputs));
    assert.ok(id);
    this.resources.set(name, { id, inputs, outputs: plainly(outs) });
  }

  async #plan(provider: IdvSessionConfigProvider, name: string, declared: DeclaredConfig) {
    const held = this.resources.get(name);
    const news = structuredClone({ ...declared, identity: configUrn(name), ...carried });
    const { inputs, failures } = await provider.check(held?.inputs ?? {}, news);
    // With a property Pulumi would print its value.
    for (const { property } of failures) assert.equal(property, "");
    if (failures.length > 0) throw new RunFailure(failures.map(({ reason }) => reason).join("\n"));
    if (!held) return { step: "create" as const, inputs: plainly(inputs) };
    const diff = await provider.diff(held.id, structuredClone(held.outputs), structuredClone(inputs));
    const differs = diff.changes ?? JSON.stringify(held.inputs) !== JSON.stringify(inputs);
    const step: Step = diff.replaces ? "replace" : differs ? "update" : "same";
    return { step, inputs: plainly(inputs) };
  }

  async #delete(provider: IdvSessionConfigProvider, name: string): Promise<void> {
    const { id, outputs } = this.#held(name);
    await provider.delete(id, structuredClone(outputs));
    this.resources.delete(name);
  }

  #held(name: string): Held {
    const held = this.resources.get(name);
    assert.ok(held, `the state has no ${name}`);
    return held;
  }
}

/** Pulumi's host throws on undefined and on all that JSON has not. */
function plainly<T>(value: T): T {
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  return structuredClone(value);
}
