import { Command } from "commander";
import { withoutControls } from "../document/index.ts";
import { ConflictError, PayloadTooLargeError } from "../sdk/client/index.ts";
import { actOn } from "./effect/act-on.ts";
import { chosenOrWaitedFor } from "./effect/choose-recipients.ts";
import { counted } from "./effect/counted.ts";
import { type EffectOptions, withEffectOptions } from "./effect/effect-options.ts";
import type { EffectSurroundings } from "./effect/effect-surroundings.ts";
import type { Plan } from "./effect/plan.ts";
import { filesTimeoutSeconds } from "./effect/service-access.ts";
import { readSignedFile, type SignedFile } from "./effect/signed-file.ts";
import { type Signing, waitedFor, whyNobody, whyNotNow } from "./effect/signing-turn.ts";
import { sorted } from "./effect/sorted.ts";
import type { Target } from "./effect/target.ts";
import type { TargetRecipient } from "./effect/target-recipient.ts";

/**
 * `yotisign upload-signed <envelope> <recipient> <file>`: hands in a PDF that a recipient signed offline, after which
 * the recipient counts as having signed. The file is read on this machine first.
 */
export function uploadSignedCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  return withEffectOptions(
    new Command("upload-signed")
      .description("hand in a document that a recipient signed on paper, or otherwise offline")
      .argument("<envelope>", "its resource's name in the stack, or its id")
      .argument("<recipient>", "who signed it, by key, role, id or e-mail address")
      .argument("<file>", "a PDF of at most 75 MB"),
  ).action(async (envelope: string, word: string, path: string, options: EffectOptions) => {
    const file = await readSignedFile(path);
    const lookUp = { ...options, totalTimeoutSeconds: filesTimeoutSeconds };
    await actOn(envelope, lookUp, surroundings, (target) => planOf(target, word, file));
  });
}

function planOf(target: Target, word: string, { facts, upload }: SignedFile): Plan {
  const { client, envelopeId, status } = target;
  const chosen = chosenOrWaitedFor(target, [word]);
  const { able, skips } = sorted(chosen, (one) => whyNotNow(target, one));
  const size = `${counted(facts.pages?.length ?? 0, "page")}, ${facts.bytes.toLocaleString("en")} bytes`;
  return {
    command: "upload-signed",
    title: "Hand in a document that was signed offline",
    subject: target,
    steps: able.map((one) => ({
      to: [one],
      act: async (call) => {
        const queued = await client.uploadSignedDocument(envelopeId, one.id, upload, call);
        return `${queued.status}; \`yotisign status\` shows when it counts.`;
      },
    })),
    skips,
    ...(status !== "ACTIVE" && { nothing: `the envelope ${whyNobody[status]}` }),
    rows: [["document", `${withoutControls(facts.file)}, ${size}, SHA-256 ${facts.sha256.slice(0, 12)}…`]],
    facts: {
      document: {
        file: facts.file,
        bytes: facts.bytes,
        sha256: facts.sha256,
        pages: facts.pages?.length ?? null,
      },
    },
    effect: `Once Yoti Sign has processed it, this recipient counts as having signed, for good. ${able
      .map((one) => whatFollows(target, one))
      .join(" ")}`,
    question: "Hand it in?",
    done: "handed in",
    doubt: "the document was handed in",
    explain(error) {
      if (error instanceof ConflictError)
        return "The service refuses (409): their signature is not waited for any more, or not yet.";
      if (error instanceof PayloadTooLargeError)
        return "The service refuses (413): the document is too large.";
      return undefined;
    },
  };
}

/** Who is e-mailed because this recipient has signed. */
function whatFollows(signing: Signing, { id, signGroup }: TargetRecipient): string {
  const others = waitedFor(signing).filter((one) => one.id !== id);
  if (others.length > 0) return `Still waited for: ${others.map(({ label }) => label).join(", ")}.`;
  const later = signing.recipients.filter(
    (one) => one.type === "SIGNER" && !one.signed && one.signGroup > signGroup,
  );
  const next = Math.min(...later.map((one) => one.signGroup));
  const invited = later.filter((one) => one.signGroup === next).map(({ label }) => label);
  return invited.length > 0
    ? `Group ${next} is then invited by e-mail, which cannot be unsent: ${invited.join(", ")}.`
    : "It is the last signature: the envelope is then complete, and the signed documents are e-mailed, which cannot be unsent.";
}
