import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator/index.ts";
import type { Engine } from "../../../provider/engine.ts";
import { envelopeProvider } from "../../../provider/envelope-provider.ts";
import type { EnvelopeProvider } from "../../../provider/index.ts";
import { Journal } from "../../../provider/journal.ts";
import { Runtime, type Surroundings } from "../../../provider/runtime.ts";
import { type Declared, nda, providerText, samplePdf, urnOf } from "./sample-envelope.ts";
import { SimulatedStack } from "./simulated-stack.ts";

type Line = Parameters<Engine["show"]>[0];

/** When every world begins. */
export const beginning = "2026-03-02T09:00:00.000Z";

/**
 * A service, a folder with nda.pdf and a journal, a stack, and a clock that all of them go by. Waiting takes no time:
 * it puts the clock forward, and lets the service process what is QUEUED.
 */
export class World {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stack: SimulatedStack;
  /** What was shown on resources, oldest first. */
  readonly shown: Line[] = [];
  /** The stack's config, by whole key. */
  readonly config: Record<string, string> = {};
  /** How far this machine's clock is ahead of the service's, in seconds. */
  clockAheadSeconds = 0;
  /** Whether Pulumi is still there. */
  engineLives = true;
  /** Called with every wait, after the clock went forward. */
  onWait: () => Promise<unknown> | undefined;
  #milliseconds = Date.parse(beginning);

  private constructor(emulator: Emulator, folder: string) {
    this.emulator = emulator;
    this.folder = folder;
    this.env = {
      YOTI_SIGN_BASE_URL: emulator.url,
      YOTI_SIGN_API_KEY: emulator.apiKey,
      YOTI_SIGN_JOURNAL: join(folder, "journal.sqlite"),
    };
    this.onWait = () => emulator.control.process();
    this.stack = new SimulatedStack(() => this.provider());
  }

  /** Starts a world; the service has the accounts of `emulator-key` and `other-key`. */
  static async start(options: Parameters<typeof startEmulator>[0] = {}): Promise<World> {
    // The emulator asks for the time by a function that has to exist before the world does.
    const clock = { now: (): number => Date.parse(beginning) };
    const emulator = await startEmulator({
      processing: "manual",
      clock: () => clock.now(),
      accounts: {
        "emulator-key": "sender@example.com",
        "second-key": "sender@example.com",
        "other-key": "other@example.com",
      },
      ...options,
    });
    const world = new World(emulator, mkdtempSync(join(tmpdir(), "yotisign-provider-")));
    clock.now = () => world.#milliseconds;
    world.write("nda.pdf", samplePdf());
    return world;
  }

  /** The provider of a new run. */
  provider(surroundings: Surroundings = {}): EnvelopeProvider {
    const provider = envelopeProvider(this.runtime(surroundings));
    provider.configure({ config: { get: (key) => this.config[key] } });
    return provider;
  }

  /** What a new run shares. */
  runtime(surroundings: Surroundings = {}): Runtime {
    return new Runtime({
      env: this.env,
      engine: { show: (line) => this.shown.push(line), alive: async () => this.engineLives },
      now: () => this.#milliseconds + this.clockAheadSeconds * 1000,
      wait: (milliseconds) => this.wait(milliseconds),
      ...surroundings,
    });
  }

  /** What check makes of a declared envelope: the inputs that are kept, and what people read. */
  async check(declared: unknown, old: object = {}): Promise<{ inputs: Declared; complaints: string[] }> {
    const named = { identity: urnOf("nda"), ...(declared as Declared), __provider: providerText };
    const { inputs, failures } = await this.provider().check(structuredClone(old), structuredClone(named));
    const lines = failures
      .flatMap(({ reason }) => reason.split("\n"))
      .map((line) => line.replace(/^ +- /, ""));
    const complaints = lines
      .filter((line) => !/^\d+ things are wrong/.test(line))
      .map((line) => line.replace(" (nothing was sent)", ""));
    return { inputs, complaints };
  }

  async wait(milliseconds: number): Promise<void> {
    this.#milliseconds += milliseconds;
    await this.onWait();
  }

  /** The present, in ISO 8601. */
  now(): string {
    return new Date(this.#milliseconds).toISOString();
  }

  /** Puts the clock forward without anything happening. */
  pass(seconds: number): void {
    this.#milliseconds += seconds * 1000;
  }

  /** The envelope of these tests, with parts of it changed. */
  nda(change: Partial<Declared> = {}): Declared {
    return { ...nda(join(this.folder, "nda.pdf")), ...change };
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Every e-mail since the last call, in order, each as `invitation pat@example.com`. */
  mails(): string[] {
    const sent = this.emulator.control.outbox().map(({ kind, to }) => `${kind} ${to}`);
    this.emulator.control.emptyOutbox();
    return sent;
  }

  /** The calls that had or could have had an effect since the last call. */
  effects(): Record<string, number> {
    const { create, archive, delete: deleted, editRecipient } = this.emulator.control.calls();
    this.emulator.control.clearCalls();
    return { create, archive, delete: deleted, editRecipient };
  }

  /** The statuses of the service's envelopes, in order of creation. */
  statuses(): string[] {
    return this.emulator.control.envelopes().map(({ status }) => status);
  }

  /** Archives (PATCH), deletes or edits an envelope as somebody else with the same account would. */
  async outside(method: "PATCH" | "DELETE", id: string, edit?: object): Promise<void> {
    const headers = {
      authorization: `Bearer ${this.emulator.apiKey}`,
      ...(edit && { "content-type": "application/json" }),
    };
    const body = edit ? JSON.stringify(edit) : null;
    await fetch(`${this.emulator.url}/v2/envelopes/${id}`, { method, headers, body });
  }

  /** The journal as another process would open it. */
  journal(): Journal {
    return new Journal(join(this.folder, "journal.sqlite"), { now: () => this.#milliseconds });
  }

  /** Loses the journal, as a runner whose disk is new each time does. */
  loseJournal(): void {
    for (const end of ["", "-wal", "-shm"])
      rmSync(join(this.folder, `journal.sqlite${end}`), { force: true });
  }

  async stop(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Calls that had no effect. */
export const noEffects = { create: 0, archive: 0, delete: 0, editRecipient: 0 };
