import { writeFileSync } from "node:fs";
import { effectsIn } from "../../review/review-of.ts";
import type { ReviewSource } from "../../review/review-source.ts";
import { approvalOf } from "../../schema/approval.ts";
import { ConfigError } from "../../sdk/client/index.ts";

/**
 * Writes what a run may be held to.
 *
 * @param days how long it counts
 * @param madeAt milliseconds since 1970
 * @throws ConfigError it is not known what it would be bound to
 */
export function writeApproval(out: string, source: ReviewSource, days: number, madeAt: number): void {
  const { project, stack, environment, change } = source;
  if (project === undefined || stack === undefined || environment === undefined)
    throw new ConfigError(
      "An approval is bound to project, stack and service, and not all of them are known. Name the stack with " +
        "--stack, and choose the service: pulumi config set yotisign:environment sandbox",
    );
  const { head: commit } = change;
  const effects = effectsIn(source);
  const approval = approvalOf({
    ...{ project, stack, environment, effects, madeAt, days },
    ...(commit !== undefined && { commit }),
  });
  writeFileSync(out, `${JSON.stringify(approval, null, 2)}\n`);
}
