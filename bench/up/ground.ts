import { copyFileSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { TestStack } from "../../test/e2e/stack.ts";
import type { Contestant } from "./contestant.ts";
import { declaredEnvelopes } from "./declared-envelopes.ts";
import { type EmulatorChild, startEmulatorChild } from "./emulator-child.ts";
import { watchProviderMemory } from "./provider-memory.ts";

const programs = new URL("../programs/", import.meta.url);
const document = new URL("../../examples/nda/nda.pdf", import.meta.url);

/** A resource as Pulumi's state has it. */
export interface StateEntry {
  type: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** How one command is run. */
export interface Terms {
  /** An envelope of ours as Pulumi's state has it, for the contestant that imitates it. */
  sent?: StateEntry | undefined;
  /** Whether Pulumi writes its state after each step, as it does by default, or once at the end. Default true. */
  checkpoints?: boolean;
}

/** What one command took. */
export interface Timing {
  /** From the start of the process to its end. */
  seconds: number;
  /** Calls of the API. */
  calls: number;
  /** Peak resident memory of the provider process, in MB; undefined without one, or where it cannot be told. */
  peakRssMb: number | undefined;
}

/** A stack and an emulator of its own, on which a contestant runs with a number of envelopes. */
export class Ground {
  readonly stack: TestStack;
  readonly emulator: EmulatorChild;

  private constructor(stack: TestStack, emulator: EmulatorChild) {
    this.stack = stack;
    this.emulator = emulator;
  }

  static async prepare(
    contestant: Pick<Contestant, "program" | "modules">,
    count: number,
    { sent, checkpoints = true }: Terms = {},
  ): Promise<Ground> {
    const emulator = await startEmulatorChild();
    const env = {
      YOTI_SIGN_BASE_URL: emulator.url,
      YOTI_SIGN_API_KEY: emulator.apiKey,
      YOTI_SIGN_MAX_SENDS_PER_UP: String(count),
      // Pulumi starts whatever node it finds.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      // Not what a user has.
      NODE_COMPILE_CACHE: undefined,
      // Whoever runs the benchmark may have it set.
      PULUMI_SKIP_CHECKPOINTS: checkpoints ? undefined : "true",
    };
    const stack = await TestStack.create(env, readFileSync(new URL(contestant.program, programs), "utf8"));
    for (const module of contestant.modules)
      copyFileSync(new URL(module, programs), join(stack.folder, module));
    copyFileSync(document, join(stack.folder, "nda.pdf"));
    stack.declare(declaredEnvelopes(count));
    if (sent) stack.write("sent.json", JSON.stringify(sent));
    return new Ground(stack, emulator);
  }

  /**
   * Does a command, and says what it took.
   *
   * @throws Error with the command's output when it failed
   */
  async time(command: () => Promise<{ code: number | null; output: string }>): Promise<Timing> {
    const before = await this.emulator.calls();
    const stopWatching = watchProviderMemory(this.stack.folder);
    const started = performance.now();
    const { code, output } = await command();
    const seconds = (performance.now() - started) / 1000;
    const peakRssMb = stopWatching();
    if (code !== 0) throw new Error(`A run ended with ${code}:\n${output}`);
    return { seconds, peakRssMb, calls: (await this.emulator.calls()) - before };
  }

  async dispose(): Promise<void> {
    this.stack.dispose();
    await this.emulator.close();
  }
}
