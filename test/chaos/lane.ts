import { type Emulator, type Snapshot, startEmulator } from "../../emulator/index.ts";
import type { TestStack } from "../e2e/stack.ts";
import type { Contestant } from "./contestants/contestant.ts";
import { declaredBefore } from "./declaration.ts";
import { Gate, openGate } from "./gate.ts";
import { ProcessRegister } from "./process-register.ts";
import { type Memory, namesBefore, type Scenario, scenarioOf } from "./scenario.ts";

/** What a run starts from: a folder to be copied, and what the service knows. */
export interface Beginning {
  stack: TestStack;
  snapshot: Snapshot;
  /** The envelopes that were sent before, by name. */
  ids: Record<string, string>;
}

/**
 * A place for one run after the other. The service has the same address in all of them, so what was sent once can be the
 * beginning of many runs.
 */
export class Lane {
  readonly gate: Gate;
  readonly register: ProcessRegister;
  readonly #founded = new Map<string, Promise<TestStack>>();
  readonly #beginnings = new Map<string, Promise<Beginning>>();

  private constructor(gate: Gate, register: ProcessRegister) {
    this.gate = gate;
    this.register = register;
  }

  static async open(): Promise<Lane> {
    return new Lane(await Gate.open(), await ProcessRegister.open());
  }

  /** Where the runs of a scenario begin; it is made once. */
  beginning(contestant: Contestant, { sentBefore, memory }: Scenario): Promise<Beginning> {
    const key = `${contestant.name} ${memory} ${sentBefore}`;
    const known = this.#beginnings.get(key) ?? this.#begin(contestant, memory, sentBefore);
    this.#beginnings.set(key, known);
    return known;
  }

  async close(): Promise<void> {
    await this.register.close();
    await this.gate.close();
    for (const stack of await Promise.all(this.#founded.values())) stack.dispose();
    for (const { stack } of await Promise.all(this.#beginnings.values())) stack.dispose();
  }

  async #begin(contestant: Contestant, memory: Memory, count: number): Promise<Beginning> {
    const founded = this.#founded.get(contestant.name) ?? contestant.found(this.#env());
    this.#founded.set(contestant.name, founded);
    const stack = (await founded).copy(contestant.env(memory));
    const emulator = await startEmulator();
    try {
      this.gate.lead(emulator.url, openGate);
      stack.declare(declaredBefore(namesBefore(count)));
      if (count > 0) await this.#send(contestant, stack, emulator);
      const ids = contestant.known(stack);
      if (Object.keys(ids).length !== count)
        throw new Error(`${contestant.name} did not send what runs begin with`);
      await this.register.ended();
      return { stack, snapshot: emulator.control.snapshot(), ids };
    } finally {
      await emulator.close();
    }
  }

  async #send(contestant: Contestant, stack: TestStack, emulator: Emulator): Promise<void> {
    const site = { stack, register: this.register };
    await contestant.begin(site, { ...scenarioOf(0), victim: "provider" }).ended;
    await emulator.control.settled();
  }

  #env(): NodeJS.ProcessEnv {
    return {
      YOTI_SIGN_BASE_URL: this.gate.url,
      YOTI_SIGN_API_KEY: "emulator-key",
      ...this.register.env,
    };
  }
}
