import { Command } from "commander";
import { ConflictError } from "../sdk/client/index.ts";
import { actOn } from "./effect/act-on.ts";
import { chosenOrWaitedFor } from "./effect/choose-recipients.ts";
import { counted } from "./effect/counted.ts";
import { type EffectOptions, withEffectOptions } from "./effect/effect-options.ts";
import type { EffectSurroundings } from "./effect/effect-surroundings.ts";
import type { Plan } from "./effect/plan.ts";
import { whyNobody, whyNotNow } from "./effect/signing-turn.ts";
import { sorted } from "./effect/sorted.ts";
import type { Target } from "./effect/target.ts";
import type { TargetRecipient } from "./effect/target-recipient.ts";

/**
 * `yotisign remind <envelope> [recipient...]`: has the service e-mail a reminder to each recipient whose signature is
 * waited for now, or to those of the given ones.
 */
export function remindCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  return withEffectOptions(
    new Command("remind")
      .description("e-mail a reminder to those whose signature is waited for")
      .argument("<envelope>", "its resource's name in the stack, or its id")
      .argument("[recipient...]", "by key, role, id or e-mail address; default: all who are waited for now"),
  ).action((envelope: string, words: string[], options: EffectOptions) =>
    actOn(envelope, options, surroundings, (target, now) => planOf(target, words, now)),
  );
}

function planOf(target: Target, words: readonly string[], now: number): Plan {
  const { client, envelopeId } = target;
  const chosen = chosenOrWaitedFor(target, words);
  const { able, skips } = sorted(chosen, (one) => whyNotNow(target, one));
  return {
    command: "remind",
    title: `Send ${counted(able.length, "reminder")}`,
    subject: target,
    steps: able.map((one) => ({
      to: [one],
      act: async (call) => void (await client.sendReminder(envelopeId, one.id, call)),
    })),
    skips,
    ...(chosen.length === 0 && { nothing: `the envelope ${whyNobody[target.status]}` }),
    warnings: able.flatMap((one) => expiredLink(one, now)),
    effect:
      `Yoti Sign e-mails ${able.length === 1 ? "this recipient" : "each of them"} at once, and an e-mail cannot be ` +
      "unsent.",
    question: `Send ${counted(able.length, "reminder")}?`,
    done: "reminded",
    doubt: "the reminder was e-mailed",
    explain: (error) =>
      error instanceof ConflictError
        ? "The service refuses (409): their signature is not waited for any more, or not yet. Nobody was e-mailed."
        : undefined,
  };
}

const expiredLink = ({ label, linkExpiresAt }: TargetRecipient, now: number): string[] =>
  linkExpiresAt !== undefined && Date.parse(linkExpiresAt) <= now
    ? [
        `The link of ${label} has expired, and nothing says that a reminder renews it; \`yotisign extend\` does.`,
      ]
    : [];
