import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Approval, approvalObjection, parseApproval } from "../schema/approval.ts";
import { ConfigError, environmentOf } from "../sdk/client/index.ts";
import { findProject } from "./project-files.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Reads the file with what a run may do, and judges whether it counts in this run. A run that began before it expired
 * goes on to its end: half a replacement helps nobody.
 *
 * @param file absolute, or relative to the project's folder
 * @param identity a resource of the stack
 * @throws ConfigError it cannot be read, or was edited; RefusedError it is another stack's or service's, or expired
 */
export function readApproval(
  file: string,
  { settings, startedAt }: Pick<Runtime, "settings" | "startedAt">,
  identity: string,
): Approval {
  const path = resolve(findProject(process.cwd())?.folder ?? "", file);
  const approval = parsed(path);
  const run = { identity, environment: environmentOf(settings.baseUrl), now: startedAt };
  const objection = approvalObjection(approval, run);
  if (objection === undefined) return approval;
  throw new RefusedError(
    `The approval in ${path} ${objection}. Nothing was done. Have this run's effects reviewed: \`yotisign review --out\``,
  );
}

function parsed(path: string): Approval {
  try {
    return parseApproval(readFileSync(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? cause.message : (cause as NodeJS.ErrnoException).code;
    throw new ConfigError(
      `YOTI_SIGN_APPROVED names ${path}, which cannot be used: ${why}. Nothing was done. Give the file as ` +
        "`yotisign review --out` made it; a relative path starts in the project's folder",
      { cause },
    );
  }
}
