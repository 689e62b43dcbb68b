import { Command } from "commander";
import { ConfigError, NotFoundError, type YotiSignClient } from "../../sdk/client/index.ts";
import { chooseRecipients } from "../effect/choose-recipients.ts";
import { type TargetOptions, withTargetOptions } from "../effect/effect-options.ts";
import type { EffectSurroundings } from "../effect/effect-surroundings.ts";
import type { Subject } from "../effect/plan.ts";
import { accessService, filesTimeoutSeconds } from "../effect/service-access.ts";
import { isUuid, openTarget } from "../effect/target.ts";
import type { Addressee } from "../effect/target-recipient.ts";
import { noConfig, readStackConfig } from "../stack-config.ts";

/** How somebody whose identity is verified is named. */
export interface IdvOptions extends TargetOptions {
  recipientId?: string;
}

/** Somebody whose identity is verified. */
export interface IdvRecipient {
  client: YotiSignClient;
  subject: Subject;
  to: Addressee & { id: string };
  /** What was given beside the recipient. */
  rest: string[];
}

/**
 * Makes a command about somebody whose identity is verified: an envelope and a recipient, or the recipient's id alone.
 *
 * @param rest what else has to be given, for example `<media-id>`
 */
export const idvCommandOf = (name: string, description: string, rest = ""): Command =>
  withTargetOptions(
    new Command(name)
      .description(description)
      .usage(
        `[options] <envelope> <recipient> ${rest}`.trim() +
          `\n       yotisign idv ${name} [options] --recipient-id <uuid> ${rest}`.trimEnd(),
      )
      .argument("[words...]")
      .option("--recipient-id <uuid>", "the recipient's id, instead of an envelope and a recipient"),
  ).addHelpText("after", naming);

const naming = `
An envelope is named by its resource's name in the stack, or by its id; a
recipient by key, role, id or e-mail address.`;

/**
 * Finds whom a command is about.
 *
 * @param words what was given, in the order of {@link idvCommandOf}
 * @param restCount how many words come after the recipient
 * @throws ConfigError there are more or fewer words, or as openTarget
 */
export async function openIdvRecipient(
  words: readonly string[],
  options: IdvOptions,
  surroundings: EffectSurroundings,
  restCount = 0,
): Promise<IdvRecipient> {
  const { recipientId } = options;
  const expected = (recipientId === undefined ? 2 : 0) + restCount;
  if (words.length !== expected)
    throw new ConfigError(
      `This takes ${expected} ${expected === 1 ? "word" : "words"} ${recipientId === undefined ? "without" : "with"} ` +
        `--recipient-id, and ${words.length} were given. --help shows which.`,
    );
  const rest = words.slice(expected - restCount);
  if (recipientId !== undefined) return { ...(await byId(recipientId, options, surroundings)), rest };
  const [envelope = "", recipient = ""] = words;
  const lookUp = { ...options, totalTimeoutSeconds: filesTimeoutSeconds };
  const target = await openTarget(envelope, lookUp, surroundings);
  const { client } = target;
  try {
    const [to] = chooseRecipients(target.recipients, [recipient]);
    if (to?.id === undefined) throw new ConfigError("The service tells no id of this recipient any more.");
    return { client, subject: target, to: { ...to, id: to.id }, rest };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** What a 404 means, in words. */
export const noVerification =
  "The service has no identity verification of this recipient (404): none was asked of them, they have not begun, or it " +
  "is gone.";

/** Does something about a verification, and says so where there is none. @throws ConfigError there is none */
export async function ofVerification<T>(work: Promise<T>): Promise<T> {
  return await work.catch((cause) => {
    throw cause instanceof NotFoundError ? new ConfigError(noVerification, { cause }) : cause;
  });
}

/** The service's endpoints need no more than the id, so that no envelope has to be known. */
async function byId(id: string, options: IdvOptions, { env }: EffectSurroundings) {
  if (!isUuid(id)) throw new ConfigError("--recipient-id is no UUID, as the service's ids are.");
  const { stack, cwd = "." } = options;
  const config = stack || options.cwd ? await readStackConfig({ cwd, env, stack }) : noConfig;
  const access = accessService({ ...options, totalTimeoutSeconds: filesTimeoutSeconds }, env, config);
  const { client, host, account } = access;
  return { client, subject: { host, account }, to: { label: id, id } };
}
