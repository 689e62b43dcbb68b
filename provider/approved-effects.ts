import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Approval, approvalObjection, parseApproval } from "../schema/approval.ts";
import type { Effect } from "../schema/effect.ts";
import { approvedWithdrawal } from "../schema/effect-difference.ts";
import { ConfigError, environmentOf } from "../sdk/client/index.ts";
import { findProject, stackConfigValue } from "./project-files.ts";
import { RefusedError } from "./refusal.ts";
import type { Runtime } from "./runtime.ts";
import { isRequired } from "./settings.ts";

/** What a run may do to the world, as far as it was told, and whether it has to be. */
export class ApprovedEffects {
  readonly #runtime: Pick<Runtime, "settings" | "startedAt">;
  #approval: Approval | undefined;
  #isRequired: boolean | undefined;

  constructor(runtime: Pick<Runtime, "settings" | "startedAt">) {
    this.#runtime = runtime;
  }

  /**
   * The approval that the run was given (`YOTI_SIGN_APPROVED`), read once; undefined: none was. A run that began before it
   * expired goes on to its end: half a replacement helps nobody.
   *
   * @param identity a resource of the stack
   * @param effect what is about to happen to it: a withdrawal that is approved counts under whichever name of the stack
   * @throws ConfigError it cannot be read, or was edited; RefusedError it is another stack's or service's, or expired
   */
  approval(identity: string, effect?: Effect): Approval | undefined {
    const { approved } = this.#runtime.settings;
    if (approved === undefined) return undefined;
    const path = resolve(findProject(process.cwd())?.folder ?? "", approved);
    this.#approval ??= readApproval(path);
    const withdrawal = effect && approvedWithdrawal(this.#approval.effects, effect);
    this.#assertCounts(this.#approval, path, withdrawal?.identity ?? identity);
    return this.#approval;
  }

  /**
   * Whether runs of this stack need one: today's config counts as well as that of the last `up`.
   *
   * @throws ConfigError the setting is neither true nor false
   */
  isRequired(identity: string): boolean {
    this.#isRequired ??=
      this.#runtime.settings.requireApproval ||
      isRequired(stackConfigValue(identity, "yotisign:requireApproval"));
    return this.#isRequired;
  }

  /** Whether anybody wants to know, while a plan is made, what it means for people. */
  areAskedFor(identity: string): boolean {
    const { reviewFile, approved } = this.#runtime.settings;
    return reviewFile !== undefined || approved !== undefined || this.isRequired(identity);
  }

  #assertCounts(approval: Approval, path: string, identity: string): void {
    const { settings, startedAt } = this.#runtime;
    const run = { identity, environment: environmentOf(settings.baseUrl), now: startedAt };
    const objection = approvalObjection(approval, run);
    if (objection === undefined) return;
    throw new RefusedError(
      `The approval in ${path} ${objection}. Nothing was done. Have this run's effects reviewed: \`yotisign review --out\``,
    );
  }
}

function readApproval(path: string): Approval {
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
