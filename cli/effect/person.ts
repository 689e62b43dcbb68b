import { once } from "node:events";
import { createInterface } from "node:readline/promises";

/** Whoever can be asked before something is done that cannot be undone. */
export interface Person {
  /** Whether anybody sits at a terminal. */
  readonly present: boolean;
  /** Asks a question; all but a plain yes is a no. */
  agrees(question: string): Promise<boolean>;
}

/** Whoever started this process, if they see what it prints and can type. */
export const personAtTerminal: Person = {
  get present() {
    return process.stdin.isTTY === true && process.stdout.isTTY === true;
  },
  async agrees(question) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    // Ctrl-D only closes it, and the question would wait for ever; Ctrl-C ends the question, too.
    const closed = once(terminal, "close").then(() => undefined);
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]).catch(
      () => undefined,
    );
    if (answer === undefined) process.stdout.write("\n");
    terminal.close();
    return /^\s*y(es)?\s*$/i.test(answer ?? "");
  },
};
