import type { Emulator } from "../../emulator/index.ts";
import { nameIn, nameInBody } from "./declaration.ts";
import type { Answer, GateKeeper, Passage, Verdict } from "./gate.ts";
import { type Operation, operationOf } from "./operation.ts";
import type { Point } from "./point.ts";
import type { Part, Scenario } from "./scenario.ts";

/** Requests and answers that stand at the gate at their points. */
const requestStops: Partial<Record<Point, Operation["kind"]>> = {
  "before-intent": "search",
  "after-intent": "create",
  "archive-asked": "archive",
};
const answerStops: Partial<Record<Point, Operation["kind"]>> = {
  "request-sent": "create",
  "answer-lost": "create",
  archived: "archive",
  "archive-answer-lost": "archive",
};
const lost: readonly Point[] = ["answer-lost", "archive-answer-lost"];

/**
 * The keeper of the gate: lets each envelope of a scenario come to its point and no further until the kill, and takes
 * files in for the service when the scenario says so.
 */
export class Stops implements GateKeeper {
  readonly #scenario: Scenario;
  readonly #emulator: Emulator;
  /** Whether calls that failed and did nothing are repeated. */
  readonly #repeats: boolean;
  readonly #waiting: Map<string, Part>;
  readonly #allThere = Promise.withResolvers<void>();
  readonly #afterKill = Promise.withResolvers<Verdict>();
  /** Answers that get their verdict right before the kill. */
  readonly #last: { verdict: () => void; gone: Promise<void> }[] = [];
  readonly #departures = new Map<Passage, () => void>();
  readonly #shownQueued = new Set<string>();
  #killed = false;
  /** From the first verdict of the strike until the kill is done. */
  #striking = false;

  constructor(scenario: Scenario, emulator: Emulator, repeats: boolean) {
    this.#scenario = scenario;
    this.#emulator = emulator;
    this.#repeats = repeats;
    this.#waiting = new Map(scenario.parts.map((part) => [part.name, part]));
  }

  /** Fulfilled once every envelope is at its point, or one has failed: then whoever sends begins with no other. */
  get allThere(): Promise<void> {
    return this.#allThere.promise;
  }

  /** The envelopes that are not at their point. */
  get missing(): string[] {
    return [...this.#waiting.keys()];
  }

  /**
   * Kills: answers that are to go through or be cut off right before it are; what stands at the gate from then on goes
   * nowhere where the provider is dead, and otherwise waits until {@link open}.
   */
  async strike(kill: () => void): Promise<void> {
    this.#killed = true;
    this.#striking = true;
    for (const { verdict } of this.#last) verdict();
    await Promise.all(this.#last.map(({ gone }) => gone));
    kill();
    this.#striking = false;
    if (this.#scenario.victim !== "cli") this.#afterKill.resolve("drop");
  }

  /** Lets what stands at the gate go on. */
  open(): void {
    this.#afterKill.resolve("pass");
  }

  async request(passage: Passage): Promise<Verdict> {
    const operation = operationOf(passage);
    if (operation.kind === "get") await this.#processIfDue(operation.envelopeId);
    // Whoever repeats at once what it lost the answer of stands at the gate, too.
    if (this.#striking) return this.#afterKill.promise;
    if (this.#killed) return "pass";
    if (operation.kind === "search") {
      if (![...this.#waiting.values()].some(({ point }) => point === "before-intent")) return "pass";
      for (const { name } of this.#waiting.values()) this.#arrived(name);
      return this.#afterKill.promise;
    }
    const part = this.#partOf(operation, passage);
    if (!part || requestStops[part.point] !== operation.kind) return "pass";
    this.#arrived(part.name);
    return this.#afterKill.promise;
  }

  async answer(passage: Passage, { status = 0, body, whole }: Answer): Promise<Verdict> {
    const operation = operationOf(passage);
    const succeeded = whole && status >= 200 && status < 300;
    if (operation.kind === "create" && succeeded && this.#scenario.processedAtOnce) {
      const { envelope_id: id } = JSON.parse(body.toString());
      if (this.#part(id)?.point !== "queued") await this.#emulator.control.process(id);
    }
    if (this.#killed) return "pass";
    const part = this.#partOf(operation, passage);
    if (!part) return "pass";
    const { name, point } = part;
    if (operation.kind === "get") return this.#got(passage, part, succeeded ? statusIn(body) : undefined);
    if (status === 429 && this.#repeats) return "pass";
    if (answerStops[point] === operation.kind) {
      const verdict = lost.includes(point) ? this.#beforeKill(passage, "drop") : this.#afterKill.promise;
      this.#arrived(name);
      return verdict;
    }
    if (!succeeded && operation.kind !== "search") this.#allThere.resolve();
    return "pass";
  }

  gone(passage: Passage): void {
    this.#departures.get(passage)?.();
  }

  async #got(passage: Passage, { name, point }: Part, status: string | undefined): Promise<Verdict> {
    if (status === undefined && !this.#repeats) this.#allThere.resolve();
    if (point === "queued" && status === "QUEUED") this.#arrived(name);
    if (point !== "before-state-write" || status !== "ACTIVE") return "pass";
    const verdict = this.#beforeKill(passage, "pass");
    this.#arrived(name);
    return verdict;
  }

  #beforeKill(passage: Passage, verdict: Verdict): Promise<Verdict> {
    const { promise, resolve } = Promise.withResolvers<Verdict>();
    const gone = Promise.withResolvers<void>();
    this.#departures.set(passage, gone.resolve);
    this.#last.push({ verdict: () => resolve(verdict), gone: gone.promise });
    return promise;
  }

  #arrived(name: string): void {
    this.#waiting.delete(name);
    if (this.#waiting.size === 0) this.#allThere.resolve();
  }

  /** The envelope of the scenario that a call is about, unless it is at its point already. */
  #partOf(operation: Operation, { body }: Passage): Part | undefined {
    const name =
      operation.kind === "create"
        ? nameInBody(body)
        : "envelopeId" in operation
          ? this.#name(operation.envelopeId)
          : undefined;
    const part = name === undefined ? undefined : this.#waiting.get(name);
    // Before an envelope is archived it is asked for: its successor is not meant yet.
    if (operation.kind === "get" && part?.action === "replace" && !this.#isSuccessor(operation.envelopeId))
      return undefined;
    return part;
  }

  #isSuccessor(envelopeId: string): boolean {
    const { parts } = this.#scenario;
    const name = this.#name(envelopeId);
    const first = this.#emulator.control.envelopes().find(({ options }) => nameIn(options.name) === name);
    return parts.some((part) => part.name === name) && first?.envelopeId !== envelopeId;
  }

  #part(envelopeId: string): Part | undefined {
    const name = this.#name(envelopeId);
    return this.#scenario.parts.find((part) => part.name === name);
  }

  #name(envelopeId: string): string | undefined {
    const found = this.#emulator.control.envelopes().find((envelope) => envelope.envelopeId === envelopeId);
    return found && nameIn(found.options.name);
  }

  /** Files are taken in before an answer tells of them, but for those that are to be seen QUEUED. */
  async #processIfDue(envelopeId: string): Promise<void> {
    const part = this.#part(envelopeId);
    if (part?.point === "queued") {
      if (!this.#killed) return;
      const first = !this.#shownQueued.has(envelopeId);
      this.#shownQueued.add(envelopeId);
      if (first) return;
    }
    if (part) await this.#emulator.control.process(envelopeId);
  }
}

const statusIn = (body: Buffer): string => JSON.parse(body.toString()).status;
