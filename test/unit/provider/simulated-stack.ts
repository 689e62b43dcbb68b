import assert from "node:assert/strict";
import type { EnvelopeProvider } from "../../../provider/index.ts";
import type { IdentifiedInputs } from "../../../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../../../schema/envelope-state.ts";
import { fromStored, type StoredEnvelopeState } from "../../../schema/stored-state.ts";
import { type Declared, providerText, urnOf } from "./sample-envelope.ts";

type Carried = { __provider: string };

/** A resource as a stack's state has it. */
export interface Held {
  id: string;
  inputs: IdentifiedInputs & Carried;
  outputs: StoredEnvelopeState & Carried;
  initErrors: string[];
}

/** What Pulumi did to one resource. */
export type Step = "create" | "replace" | "update" | "same" | "delete";

/** The failure of a run that Pulumi would show: the message, and the resource it is about. */
export class RunFailure extends Error {}

/**
 * A stack, and the calls that Pulumi makes for it in their order: check, diff, then create, update or delete, of each
 * resource by name. Each run has a provider of its own, as each run of Pulumi has a process.
 */
export class SimulatedStack {
  readonly #newProvider: () => EnvelopeProvider;
  /** What the state holds, by resource name. */
  resources = new Map<string, Held>();

  constructor(newProvider: () => EnvelopeProvider) {
    this.#newProvider = newProvider;
  }

  /** The outputs of a resource. */
  state(name = "nda"): EnvelopeState {
    const { __provider, ...outputs } = this.#held(name).outputs;
    return fromStored(outputs);
  }

  /** Loses what the state knows of a resource. */
  forget(name = "nda"): void {
    this.resources.delete(name);
  }

  /** Gives a resource another name, as an alias does. */
  alias(from: string, to: string): void {
    this.resources.set(to, this.#held(from));
    this.resources.delete(from);
  }

  /** `pulumi preview`: judges, and does nothing. */
  async preview(program: Record<string, Declared>): Promise<Step[]> {
    const provider = this.#newProvider();
    const steps: Step[] = [];
    for (const [name, declared] of Object.entries(program))
      steps.push((await this.#plan(provider, name, declared)).step);
    return steps;
  }

  /** `pulumi up`. Resources go one after the other; deletes of what is not declared any more come last. */
  async up(program: Record<string, Declared>): Promise<Step[]> {
    const provider = this.#newProvider();
    const steps: Step[] = [];
    for (const [name, declared] of Object.entries(program))
      steps.push(await this.#register(provider, name, declared));
    for (const name of [...this.resources.keys()].filter((name) => !(name in program))) {
      await this.#delete(provider, name);
      steps.push("delete");
    }
    return steps;
  }

  /**
   * `pulumi up --target-replace`: replaces without asking the provider what differs. `cutOff`: Pulumi is killed after the
   * delete; `createFirst`: as without deleteBeforeReplace.
   */
  async upReplacing(
    name: string,
    declared: Declared,
    { cutOff = false, createFirst = false } = {},
  ): Promise<void> {
    const provider = this.#newProvider();
    const inputs = await this.#check(provider, {}, named(name, declared));
    const { id, outputs } = this.#held(name);
    if (createFirst) {
      await this.#create(provider, name, inputs);
      return provider.delete(id, structuredClone(outputs));
    }
    await this.#delete(provider, name);
    if (!cutOff) await this.#create(provider, name, inputs);
  }

  /** `pulumi refresh`; returns whether it reported drift. */
  async refresh(name = "nda"): Promise<boolean> {
    const provider = this.#newProvider();
    const held = this.#held(name);
    const { id, props } = await plainResult(provider.read(held.id, structuredClone(held.outputs)));
    assert.equal(id, held.id);
    this.resources.set(name, { ...held, outputs: carrying(props) });
    const { changes } = await provider.diff(held.id, carrying(props), structuredClone(held.inputs));
    return changes === true;
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    const provider = this.#newProvider();
    for (const name of [...this.resources.keys()]) await this.#delete(provider, name);
  }

  async #register(provider: EnvelopeProvider, name: string, declared: Declared): Promise<Step> {
    const { step, inputs } = await this.#plan(provider, name, declared);
    switch (step) {
      case "replace":
        await this.#delete(provider, name);
        await this.#create(provider, name, inputs);
        break;
      case "create":
        await this.#create(provider, name, inputs);
        break;
      case "update":
        await this.#update(provider, name, inputs);
        break;
      case "same":
        this.resources.set(name, { ...this.#held(name), inputs });
    }
    return step;
  }

  async #plan(provider: EnvelopeProvider, name: string, declared: Declared) {
    const held = this.resources.get(name);
    const news = named(name, declared);
    const inputs = await this.#check(provider, held?.inputs ?? {}, news);
    if (!held) return { step: "create" as const, inputs };
    const diff = await plainResult(
      provider.diff(held.id, structuredClone(held.outputs), structuredClone(inputs)),
    );
    if (diff.replaces?.length)
      return { step: "replace" as const, inputs: await this.#check(provider, {}, news) };
    const differs = diff.changes ?? !isSame(held.inputs, inputs);
    return { step: differs || held.initErrors.length > 0 ? ("update" as const) : ("same" as const), inputs };
  }

  async #check(provider: EnvelopeProvider, olds: Partial<Held["inputs"]>, news: Held["inputs"]) {
    const { inputs, failures } = await plainResult(
      provider.check(structuredClone(olds), structuredClone(news)),
    );
    // With a property Pulumi would print its value.
    for (const { property } of failures) assert.equal(property, "");
    if (failures.length > 0) throw new RunFailure(failures.map(({ reason }) => reason).join("\n"));
    return { ...inputs, __provider: news.__provider };
  }

  async #create(provider: EnvelopeProvider, name: string, inputs: Held["inputs"]): Promise<void> {
    await this.#keeping(name, inputs, async () => {
      const { id, outs } = await plainResult(provider.create(structuredClone(inputs)));
      return { id, outs };
    });
  }

  async #update(provider: EnvelopeProvider, name: string, inputs: Held["inputs"]): Promise<void> {
    const { id, outputs } = this.#held(name);
    await this.#keeping(name, inputs, async () => {
      const { outs } = await plainResult(
        provider.update(id, structuredClone(outputs), structuredClone(inputs)),
      );
      return { id, outs };
    });
  }

  /** Keeps what came back, also what a failure says is there nevertheless. */
  async #keeping(
    name: string,
    inputs: Held["inputs"],
    call: () => Promise<{ id: string; outs: StoredEnvelopeState }>,
  ): Promise<void> {
    try {
      const { id, outs } = await call();
      assert.equal(id, outs.envelopeId);
      this.resources.set(name, { id, inputs, outputs: carrying(outs), initErrors: [] });
    } catch (error) {
      const { id, properties, reasons } = error as {
        id?: string;
        properties?: Held["outputs"];
        reasons?: string[];
      };
      if (!id || !properties || !reasons) throw error;
      assertPlain(properties);
      // Without it Pulumi could never call the provider about this resource again.
      assert.equal(properties.__provider, providerText);
      this.resources.set(name, { id, inputs, outputs: carrying(properties), initErrors: reasons });
      throw new RunFailure(reasons.join("\n"), { cause: error });
    }
  }

  async #delete(provider: EnvelopeProvider, name: string): Promise<void> {
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

const named = (name: string, declared: Declared): Held["inputs"] =>
  structuredClone({ identity: urnOf(name), ...declared, __provider: providerText });

/** Pulumi's host puts the provider's text back into whatever a provider returns. */
const carrying = (outputs: StoredEnvelopeState): Held["outputs"] => ({
  ...(revealed(outputs) as StoredEnvelopeState),
  __provider: providerText,
});

/** Pulumi takes off its marks of secrets before a dynamic provider sees a state again. */
function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return revealed((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, revealed(child)]));
}

const isSame = (a: unknown, b: unknown): boolean => {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
};

async function plainResult<T>(result: Promise<T>): Promise<T> {
  const value = await result;
  assertPlain(value);
  return value;
}

/** Pulumi's host throws on anything that is not JSON, undefined included. */
function assertPlain(value: unknown, path = "result"): void {
  if (value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value)) return;
  assert.ok(typeof value === "object", `${path} is ${String(value)}`);
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  assert.ok(isPlain, `${path} is no plain object`);
  for (const [name, child] of Object.entries(value)) assertPlain(child, `${path}.${name}`);
}
