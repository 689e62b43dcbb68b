import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "../engine/ensure-engine.mjs";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Where a session keeps its backend, and the file of its stack's config: both outside the tracked files. */
export const folder = (name: string): string => join(root, ".cache", "start", name);
export const configFile = (name: string): string => join(root, `Pulumi.${name}.yaml`);

/** A stack of the root project, of the session's name, on a local backend of its own: nobody's login or settings are used or changed. */
export interface Session {
  name: string;
  env: Record<string, string>;
}

/** Prepares backend and stack for the root project. */
export async function startSession(name: string, service: Record<string, string>): Promise<Session> {
  const { binDir } = await ensureEngine();
  const backend = join(folder(name), "backend");
  mkdirSync(backend, { recursive: true });
  const env = {
    ...service,
    PATH: [binDir, join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_HOME: join(folder(name), "home"),
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  const session = { name, env };
  await runPulumi(session, ["stack", "select", name, "--create"], "ignore");
  return session;
}

/**
 * Runs Pulumi in the root project, on this terminal.
 *
 * @throws Error when it fails; what is wrong, Pulumi has printed
 */
export function runPulumi(
  session: Session,
  args: string[],
  output: "inherit" | "ignore" = "inherit",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, {
      cwd: root,
      env: { ...process.env, ...session.env },
      stdio: ["inherit", output, "inherit"],
    });
    child.once("error", reject).once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`pulumi ${args[0]} ended with exit code ${code}`));
    });
  });
}

/** What Pulumi prints as JSON. */
export async function pulumiJson(session: Session, args: string[]): Promise<unknown> {
  const child = spawn("pulumi", args, {
    cwd: root,
    env: { ...process.env, ...session.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const part of child.stdout.setEncoding("utf8")) text += part;
  return JSON.parse(text);
}

/** Writes a file that, sourced by a shell, makes it part of the session; returns its path from the root. */
export function writeEnvironment(session: Session): string {
  const { PATH, ...env } = session.env;
  const [binDir, modules] = (PATH ?? "").split(delimiter);
  const quoted = Object.entries(env).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  );
  const path = join(".cache", "start", session.name, "env");
  writeFileSync(join(root, path), [...quoted, `export PATH="${binDir}:${modules}:$PATH"`, ""].join("\n"), {
    mode: 0o600,
  });
  return path;
}
