import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandOutput } from "../../../cli/command-output.ts";

/** Answers as the real CLI would: what it is told to print for a command, else that it failed. */
const program = `#!${process.execPath}
const { appendFileSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const end = args.indexOf("--non-interactive");
const command = args.slice(0, end < 0 ? undefined : end).join(" ");
appendFileSync(__dirname + "/asked", command + "\\n");
const answer = JSON.parse(readFileSync(__dirname + "/answers.json", "utf8"))[command];
if (answer === undefined) {
  process.stderr.write("error: the stand-in has no answer to " + command + "\\n");
  process.exitCode = 1;
} else if (answer.review) {
  const { YOTI_SIGN_REVIEW_FILE: file } = process.env;
  const variables = Object.keys(process.env).filter((name) => name.startsWith("YOTI_SIGN_")).sort();
  const [mode, folderMode] = [file, file + "/.."].map((path) => (statSync(require("node:path").join(path)).mode & 0o777).toString(8));
  writeFileSync(__dirname + "/reviewed.json", JSON.stringify({ file, variables, mode, folderMode }));
  for (const entry of answer.review) appendFileSync(file, JSON.stringify(entry) + "\\n");
  process.stdout.write(JSON.stringify(answer.digest));
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

  /**
   * What it prints for each command, options that every command has left out; texts as they are, all else as JSON. Of a
   * preview `{ review, digest }`: what it leaves in the file for it, and what it prints.
   */
  answer(answers: Record<string, unknown>): void {
    writeFileSync(join(this.folder, "answers.json"), JSON.stringify(answers));
    writeFileSync(join(this.folder, "asked"), "");
  }

  /** The commands it was given since the last {@link answer}, sorted. */
  asked(): string[] {
    return readFileSync(join(this.folder, "asked"), "utf8").split("\n").filter(Boolean).sort();
  }

  /** Where the last preview left something, who may read that, and which of our variables it had. */
  reviewed(): { file: string; variables: string[]; mode: string; folderMode: string } {
    return JSON.parse(readFileSync(join(this.folder, "reviewed.json"), "utf8"));
  }

  dispose(): void {
    // Where one of two commands failed, the other may still note that it was asked.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
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
