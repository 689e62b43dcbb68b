import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Change, ChangeIntent } from "../../../provider/journal/changes.ts";
import { Journal, type Sending } from "../../../provider/journal.ts";

/** What a sending begins with. */
export type Intent = Parameters<Journal["begin"]>[0];

/** A process of its own that has a journal open: it does what it is told, line by line, and answers each line. */
export class JournalChild {
  readonly process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(path: string) {
    this.process = spawn(process.execPath, [fileURLToPath(import.meta.url), path], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!this.process.stdout) throw new Error("the child has no output");
    this.#answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  begin = (intent: Intent): Promise<Sending | null> => this.#ask("begin", intent);
  accept = (sending: Sending, envelopeId: string): Promise<null> =>
    this.#ask("accept", [sending, envelopeId]);

  beginChange = (intent: ChangeIntent): Promise<Change | null> => this.#ask("beginChange", intent);
  endChange = (change: Change): Promise<null> => this.#ask("endChange", change);

  /** Ends it the way a crash does: without a chance to close anything. */
  async kill(): Promise<void> {
    if (this.process.signalCode !== null) return;
    const exit = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await exit;
  }

  async #ask<T>(command: string, value: unknown): Promise<T> {
    this.process.stdin?.write(`${JSON.stringify([command, value])}\n`);
    const { value: answer } = await this.#answers.next();
    return JSON.parse(answer ?? "null");
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const journal = new Journal(process.argv[2] ?? "");
  createInterface({ input: process.stdin }).on("line", (line) => {
    const [command, value] = JSON.parse(line);
    const commands: Record<string, () => unknown> = {
      begin: () => journal.begin(value),
      accept: () => journal.accept(value[0], value[1]),
      beginChange: () => journal.changes.begin(value, 0),
      endChange: () => journal.changes.end(value, "done"),
    };
    const answer = commands[command]?.();
    process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
  });
}
