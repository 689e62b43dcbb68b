import { Command } from "commander";
import { ConflictError, GoneError, RateLimitError } from "../sdk/client/index.ts";
import { actOn } from "./effect/act-on.ts";
import { chooseRecipients } from "./effect/choose-recipients.ts";
import { counted } from "./effect/counted.ts";
import { type EffectOptions, withEffectOptions } from "./effect/effect-options.ts";
import type { EffectSurroundings } from "./effect/effect-surroundings.ts";
import type { Plan } from "./effect/plan.ts";
import { whyNobody } from "./effect/signing-turn.ts";
import { sorted } from "./effect/sorted.ts";
import type { Target } from "./effect/target.ts";

/**
 * `yotisign resend-pack <envelope> <recipient...>`: has the service e-mail the completion pack of a fully signed
 * envelope to the given recipients again. There is no default for them.
 */
export function resendPackCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  return withEffectOptions(
    new Command("resend-pack")
      .description("e-mail the signed documents of a complete envelope to recipients again")
      .argument("<envelope>", "its resource's name in the stack, or its id")
      .argument("<recipient...>", "by key, role, id or e-mail address"),
  ).action((envelope: string, words: string[], options: EffectOptions) =>
    actOn(envelope, options, surroundings, (target) => planOf(target, words)),
  );
}

function planOf(target: Target, words: readonly string[]): Plan {
  const { client, envelopeId, status, recipients } = target;
  const chosen = status === "COMPLETE" ? chooseRecipients(recipients, words) : [];
  const { able, skips } = sorted(chosen, () => undefined);
  const packs = counted(able.length, "completion pack");
  return {
    command: "resend-pack",
    title: `Send ${packs} again`,
    subject: target,
    steps: able.map((one) => ({
      to: [one],
      act: async (call) => void (await client.resendCompletionPack(envelopeId, one.id, call)),
    })),
    skips,
    ...(status !== "COMPLETE" && { nothing: `the envelope ${notComplete[status]}` }),
    effect:
      `Yoti Sign e-mails the signed documents to ${able.length === 1 ? "this recipient" : "each of them"} at once, and ` +
      "an e-mail cannot be unsent. It does so once in five minutes, and not without end.",
    question: `Send ${packs}?`,
    done: "sent",
    doubt: "the completion pack was e-mailed",
    explain(error) {
      if (error instanceof ConflictError) return "The service refuses (409): not everybody has signed.";
      if (error instanceof GoneError)
        return (
          "The service refuses (410): it was sent to them as often as it allows. Save it with `yotisign download " +
          `${envelopeId}\`, and pass it on.`
        );
      if (error instanceof RateLimitError)
        return "The service refuses (429): it was sent to them less than five minutes ago.";
      return undefined;
    },
  };
}

const notComplete = { ...whyNobody, ACTIVE: "is not signed by everyone yet (ACTIVE)" };
