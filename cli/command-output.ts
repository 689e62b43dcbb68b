/** Where a command's findings go, and how it tells its exit code. */
export interface CommandOutput {
  write(text: string): unknown;
  setExitCode(code: number): void;
}

/** This process: standard output, and the code it will exit with. */
export const processOutput: CommandOutput = {
  write: (text) => process.stdout.write(text),
  setExitCode(code) {
    process.exitCode = code;
  },
};
