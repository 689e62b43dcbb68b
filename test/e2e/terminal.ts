import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** A command that runs in a terminal of its own, made by script(1) of util-linux. */
export class Terminal {
  /** What it has shown so far. */
  text = "";
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcessWithoutNullStreams;
  #changed = (): void => {};

  constructor(command: string, env: NodeJS.ProcessEnv) {
    this.#process = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      env: { ...process.env, ...env },
    });
    this.#process.stdout.setEncoding("utf8").on("data", (part: string) => {
      this.text += part.replaceAll("\r", "");
      this.#changed();
    });
    this.ended = new Promise((resolve) => {
      this.#process.once("exit", (code) => {
        resolve(code);
        this.#changed();
      });
    });
  }

  /** Waits until it has shown a text. @throws Error when it ends before */
  async shows(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      if (this.#process.exitCode !== null) throw new Error(`it ended without "${text}":\n${this.text}`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  /** Types keys, for example Ctrl-C as the character 3. */
  type(keys: string): void {
    this.#process.stdin.write(keys);
  }
}
