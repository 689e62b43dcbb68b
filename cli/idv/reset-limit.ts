import type { Command } from "commander";
import { ConflictError, NotFoundError } from "../../sdk/client/index.ts";
import { carryOut } from "../effect/carry-out.ts";
import { checkEffectOptions, type EffectOptions, withConfirmation } from "../effect/effect-options.ts";
import { type EffectSurroundings, surroundingsWith } from "../effect/effect-surroundings.ts";
import type { Plan } from "../effect/plan.ts";
import {
  type IdvOptions,
  type IdvRecipient,
  idvCommandOf,
  noVerification,
  openIdvRecipient,
} from "./idv-recipient.ts";

type ResetOptions = IdvOptions & EffectOptions;

/** `yotisign idv reset-limit`: doubles how many verification sessions a recipient may begin, to 50 at most. */
export const resetLimitCommand = (surroundings: Partial<EffectSurroundings>): Command =>
  withConfirmation(
    idvCommandOf("reset-limit", "double how often a recipient may try to verify, to 50 at most"),
  ).action((words: string[], options: ResetOptions) =>
    resetLimit(words, options, surroundingsWith(surroundings)),
  );

async function resetLimit(
  words: readonly string[],
  options: ResetOptions,
  surroundings: EffectSurroundings,
): Promise<void> {
  checkEffectOptions(options);
  const recipient = await openIdvRecipient(words, options, surroundings);
  await using _ = recipient.client;
  await carryOut(planOf(recipient), options, surroundings);
}

const planOf = ({ client, subject, to }: IdvRecipient): Plan => ({
  command: "idv reset-limit",
  title: "Double the limit of identity verifications",
  subject,
  steps: [{ to: [to], act: async (call) => void (await client.idv.resetSessionLimit(to.id, call)) }],
  skips: [],
  effect:
    "This recipient may then begin twice as many verification sessions as now, 50 at most. Each may cost money, and " +
    "the limit cannot be lowered again. Nothing says that anybody is e-mailed.",
  question: "Double it?",
  done: "doubled",
  doubt: "the limit was doubled",
  explain(error) {
    if (error instanceof ConflictError)
      return "The service refuses (409): the limit cannot be raised any more; 50 is the most.";
    return error instanceof NotFoundError ? noVerification : undefined;
  },
});
