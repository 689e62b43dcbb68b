import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ownerIn } from "../schema/urn.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { findProject } from "./project-files.ts";

/** Where a journal is, and whether whoever has the stack's state there has the journal, too. */
export interface JournalPlace {
  path: string;
  isBesideState: boolean;
}

/**
 * Where the journal of a resource's stack is by default: beside a local backend's state, otherwise in Pulumi's own
 * folder (`PULUMI_HOME`, by default ~/.pulumi), one file per backend, project and stack.
 *
 * @param identity the resource's URN
 * @param cwd the program's folder
 */
export function journalPlace(
  identity: string,
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): JournalPlace {
  const { stack = "stack", project = "project" } = ownerIn(identity);
  const file = join("yotisign", encodeURIComponent(project), `${encodeURIComponent(stack)}.sqlite`);
  const local = localBackend(env, cwd);
  if (local !== undefined) return { path: join(local, file), isBesideState: true };
  const home = pulumiHome(env);
  const backend = backendUrl(home, env, cwd);
  const mark = createHash("sha256").update(backend.url).digest("hex").slice(0, 12);
  return { path: join(home, "yotisign-journals", mark, file), isBesideState: false };
}

/** Where a local backend keeps its states, their history and backups, absolute; undefined: the backend is another one. */
export function localBackend(
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): string | undefined {
  const { url, folder: start } = backendUrl(pulumiHome(env), env, cwd);
  if (!url.startsWith("file://")) return undefined;
  // After a question mark come options of Pulumi's own.
  const [folder = ""] = url.slice("file://".length).replace(/^~/, homedir()).split("?");
  return join(resolve(start, folder), ".pulumi");
}

const pulumiHome = (env: NodeJS.ProcessEnv): string => env.PULUMI_HOME || join(homedir(), ".pulumi");

/** The order is Pulumi's own: the environment, the project file, the last login. */
function backendUrl(home: string, env: NodeJS.ProcessEnv, cwd: string): { url: string; folder: string } {
  if (env.PULUMI_BACKEND_URL) return { url: env.PULUMI_BACKEND_URL, folder: cwd };
  const project = findProject(cwd);
  if (project?.backendUrl) return { url: project.backendUrl, folder: project.folder };
  return { url: lastLogin(join(home, "credentials.json")) ?? "", folder: cwd };
}

function lastLogin(credentials: string): string | undefined {
  if (!existsSync(credentials)) return undefined;
  try {
    return JSON.parse(readFileSync(credentials, "utf8")).current;
  } catch {
    // Without its cause, which quotes the file, and that has access tokens in it.
    throw new ConfigError(`${credentials} is not valid JSON; run \`pulumi login\``);
  }
}
