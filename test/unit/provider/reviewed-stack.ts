import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { EffectEntry } from "../../../provider/review-file.ts";
import { approvalOf } from "../../../schema/approval.ts";
import { type Effect, withdrawalOf } from "../../../schema/effect.ts";
import type { Declared } from "./sample-envelope.ts";
import type { World } from "./world.ts";

/** The effects that a review of a program finds: those a preview tells of, and the withdrawals of what is undeclared. */
export async function reviewedEffects(world: World, program: Record<string, Declared>): Promise<Effect[]> {
  const file = join(world.folder, "review.jsonl");
  const { YOTI_SIGN_APPROVED: approved } = world.env;
  world.env.YOTI_SIGN_REVIEW_FILE = file;
  await world.stack.preview(program);
  delete world.env.YOTI_SIGN_REVIEW_FILE;
  if (approved !== undefined) world.env.YOTI_SIGN_APPROVED = approved;
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  rmSync(file, { force: true });
  const planned = lines
    .map((line): Partial<EffectEntry> => JSON.parse(line))
    .flatMap(({ effect }) => effect ?? []);
  const gone = [...world.stack.resources.keys()].filter((name) => !(name in program));
  return [...planned, ...gone.flatMap((name) => withdrawalOf(world.stack.state(name)) ?? [])];
}

/** Reviews a program, and gives the runs that follow what was found as approved; returns the file. */
export async function approve(
  world: World,
  program: Record<string, Declared>,
  change: Partial<Parameters<typeof approvalOf>[0]> = {},
): Promise<string> {
  const approval = approvalOf({
    ...{ project: "signing", stack: "test", environment: world.emulator.url },
    effects: await reviewedEffects(world, program),
    madeAt: Date.parse(world.now()),
    ...change,
  });
  const file = world.write("review.json", JSON.stringify(approval, null, 2));
  world.env.YOTI_SIGN_APPROVED = file;
  return file;
}
