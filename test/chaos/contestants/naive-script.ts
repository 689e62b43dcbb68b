import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contestant, Site } from "./contestant.ts";
import { pulumiProgram, withoutMemory } from "./pulumi-program.ts";

const described = {
  name: "script",
  title: "script that repeats what failed",
  comesTo: (action, point) => action !== "replace" && withoutMemory(point),
  repeats: true,
} satisfies Partial<Contestant>;

const script = "naive-script.cjs";
const source = readFileSync(new URL(script, import.meta.url), "utf8");

/** A script without Pulumi, which is started again after it was killed. Its folder is all it has of a stack's. */
export const naiveScript: Contestant = {
  ...pulumiProgram(described),

  async found(env) {
    const stack = await pulumiProgram(described).found(env);
    stack.write(script, source);
    return stack;
  },

  env: () => ({}),

  begin(site) {
    const child = start(site);
    return { ended: once(child, "exit"), kill: () => void child.kill("SIGKILL") };
  },

  async again(site) {
    const [code] = (await once(start(site), "exit")) as [number | null];
    return { settled: code === 0, output: `exit code ${code}` };
  },

  known(stack) {
    const file = join(stack.folder, "sent.json");
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  },
};

const start = ({ stack: { folder, env }, register }: Site): ReturnType<typeof spawn> =>
  register.admit(
    spawn(process.execPath, [script], { cwd: folder, env: { ...process.env, ...env }, stdio: "ignore" }),
  );
