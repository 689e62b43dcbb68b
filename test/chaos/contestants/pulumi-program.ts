import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pdf } from "../../e2e/fixtures.ts";
import { TestStack } from "../../e2e/stack.ts";
import type { Point } from "../point.ts";
import type { Contestant } from "./contestant.ts";

const provider = /dynamic-provider/;
/** As many creates as a scenario has must be in flight at once, whatever the machine. */
const up = ["up", "--yes", "--skip-preview", "--stack", "test", "--parallel", "16"];

type Described = Pick<Contestant, "name" | "title" | "comesTo" | "repeats">;

/**
 * A Pulumi program on the real CLI.
 *
 * @param source the program; by default the one of the end-to-end tests
 */
export const pulumiProgram = (described: Described, source?: string): Contestant => ({
  ...described,

  async found(env) {
    const stack = await TestStack.create(env, source);
    stack.write("nda.pdf", await pdf());
    return stack;
  },

  env: (memory) =>
    memory === "journal"
      ? {}
      : // Whether its disk lasts is what the provider goes by.
        { YOTI_SIGN_REFERENCE: "suffix", CHAOS_STATE_IS_AT: "s3://states.example.com" },

  begin({ stack, register }, { victim, memory }) {
    if (memory === "reference") forget(stack);
    const { process: cli, done: ended } = stack.start(up);
    register.admit(cli);
    return {
      ended,
      kill() {
        if (victim !== "cli") register.kill(provider);
        if (victim !== "provider") cli.kill("SIGKILL");
      },
    };
  },

  async again({ stack, register }, { victim, memory }, time) {
    if (memory === "reference") forget(stack);
    if (time === 1 && victim !== "provider") {
      removeEmptyNote(stack);
      // A killed CLI leaves its lock.
      await stack.pulumi("cancel", "--yes", "--stack", "test");
    }
    const { process: cli, done } = stack.start([...up, "--expect-no-changes"]);
    register.admit(cli);
    const { code, output } = await done;
    return { settled: code === 0, output };
  },

  known(stack) {
    const { resources = [] } = JSON.parse(readFileSync(stack.stateFile, "utf8")).checkpoint.latest ?? {};
    return Object.fromEntries(
      (resources as { urn: string; type: string; id?: string; delete?: boolean }[])
        .filter(({ type, delete: leaves }) => type.startsWith("pulumi-nodejs:dynamic") && !leaves)
        .map(({ urn, id = "" }) => [urn.split("::").at(-1), id]),
    );
  },
});

/** A CLI that is killed while it writes the note beside its state leaves it empty, and none can load that state any more. */
function removeEmptyNote({ stateFile }: TestStack): void {
  const note = `${stateFile}.attrs`;
  if (existsSync(note) && statSync(note).size === 0) rmSync(note);
}

/** Each run has a disk of its own, but for the state. */
const forget = (stack: TestStack): void =>
  rmSync(join(stack.folder, "home/yotisign-journals"), { recursive: true, force: true });

/** Points that a provider comes to which neither searches before it sends nor keeps a journal. */
export const withoutMemory = (point: Point): boolean => point !== "before-intent";
