import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandOutput } from "../../../cli/command-output.ts";

/** Answers as the real CLI would: what it is told to print for a command, else that it failed. */
const program = `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const args = process.argv.slice(2);
const end = args.indexOf("--non-interactive");
const command = args.slice(0, end < 0 ? undefined : end).join(" ");
appendFileSync(__dirname + "/asked", command + "\\n");
const answer = JSON.parse(readFileSync(__dirname + "/answers.json", "utf8"))[command];
if (answer === undefined) {
  process.stderr.write("error: the stand-in has no answer to " + command + "\\n");
  process.exitCode = 1;
} else process.stdout.write(typeof answer === "string" ? answer : JSON.stringify(answer));
`;

/** A program in the place of Pulumi, in a folder of its own. */
export class PulumiStandIn {
  readonly folder = mkdtempSync(join(tmpdir(), "yotisign-"));
  readonly command = join(this.folder, "pulumi");

  constructor() {
    writeFileSync(this.command, program, { mode: 0o755 });
    this.answer({});
  }

  /** What it prints for each command, options that every command has left out; texts as they are, all else as JSON. */
  answer(answers: Record<string, unknown>): void {
    writeFileSync(join(this.folder, "answers.json"), JSON.stringify(answers));
    writeFileSync(join(this.folder, "asked"), "");
  }

  /** The commands it was given since the last {@link answer}, sorted. */
  asked(): string[] {
    return readFileSync(join(this.folder, "asked"), "utf8").split("\n").filter(Boolean).sort();
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Collects what a command prints, and its exit code. */
export class CollectedOutput implements CommandOutput {
  text = "";
  exitCode = 0;

  write(text: string): void {
    this.text += text;
  }

  setExitCode(code: number): void {
    this.exitCode = code;
  }
}
