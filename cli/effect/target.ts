import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { ConfigError, type EnvelopeStatus } from "../../sdk/client/index.ts";
import { noConfig, readStackConfig } from "../stack-config.ts";
import { readStackState, type StackEnvelope, type StackState } from "../stack-state.ts";
import type { EffectSurroundings } from "./effect-surroundings.ts";
import { type AccessOptions, accessService, type ServiceAccess } from "./service-access.ts";
import { type TargetRecipient, targetRecipients } from "./target-recipient.ts";

/** An envelope that a command is about, as the service has it now. */
export interface Target extends ServiceAccess {
  envelopeId: string;
  /** The resource's name; undefined where the envelope was not looked up in a stack. */
  resource: string | undefined;
  status: EnvelopeStatus;
  /** In the service's order. */
  recipients: TargetRecipient[];
}

/** How an envelope is looked up. */
export interface LookUp extends AccessOptions {
  /** Whether the links of an embedded envelope are wanted, which are secrets. */
  signingUrls?: boolean;
}

/** Where an envelope is, and how it is talked about. */
export interface Located extends ServiceAccess {
  envelopeId: string;
  /** The envelope as a stack has it; undefined where it was not looked up in one. */
  known: StackEnvelope | undefined;
}

/**
 * Finds an envelope without asking the service.
 *
 * By the name of its resource, or by its URN where several have that name, it is looked up in the stack. By its id it
 * is, too, when a stack or a folder is given; otherwise Pulumi is not asked, and the environment says which service
 * and key. The caller disposes of the client.
 *
 * @throws ConfigError the stack has no such envelope, no service is chosen, or there is no key
 * @throws RefusedError it was sent to another service
 */
export async function locateEnvelope(
  envelope: string,
  options: LookUp,
  env: NodeJS.ProcessEnv,
): Promise<Located> {
  const { stack, cwd } = options;
  if (isUuid(envelope) && !stack && !cwd)
    return {
      ...accessService(options, env, noConfig),
      envelopeId: envelope.toLowerCase(),
      known: undefined,
    };
  const call = { cwd: cwd ?? ".", env, stack };
  const [state, config] = await Promise.all([readStackState(call, options), readStackConfig(call)]);
  const known = findEnvelope(state, envelope);
  const { envelopeId } = known.state;
  return { ...accessService(options, env, config, known.state), envelopeId, known };
}

/** Finds an envelope as {@link locateEnvelope} does, and reads it. */
export async function openTarget(
  envelope: string,
  options: LookUp,
  { env }: EffectSurroundings,
): Promise<Target> {
  const { known, ...located } = await locateEnvelope(envelope, options, env);
  const { client, envelopeId, explain } = located;
  try {
    const answer = await client.getEnvelope(envelopeId);
    const recipients = targetRecipients(answer, known?.state);
    return { ...located, resource: known?.name, status: answer.status, recipients };
  } catch (error) {
    await client.close();
    throw explain(error);
  }
}

/** Whether a text is an id as the service gives them. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The envelope of a stack that a name, a URN or an id means. @throws ConfigError none, or several */
export function findEnvelope({ stack, envelopes }: StackState, wanted: string): StackEnvelope {
  const found = envelopes.filter(
    ({ name, urn, state }) => name === wanted || urn === wanted || isIdOf(state, wanted),
  );
  const [only, another] = found;
  if (only && !another) return only;
  const which = stack === undefined ? "The stack" : `Stack ${stack}`;
  if (only)
    throw new ConfigError(
      `${which} has several envelopes ${JSON.stringify(wanted)}. Name one by its URN: ` +
        `${found.map(({ urn }) => urn).join(", ")}.`,
    );
  const names = envelopes.map(({ name }) => name).join(", ");
  throw new ConfigError(
    `${which} has no envelope ${JSON.stringify(wanted)}; it has ${names || "none"}. Another stack is chosen with ` +
      "--stack, and an envelope outside of stacks is named by its id.",
  );
}

const isIdOf = ({ envelopeId }: EnvelopeState, wanted: string): boolean =>
  envelopeId.toLowerCase() === wanted.toLowerCase();
