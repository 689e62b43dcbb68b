import type { EnvelopeState } from "../schema/envelope-state.ts";
import { hasEncrypted, revealed } from "../schema/pulumi-secret.ts";
import { fromStored, type StoredEnvelopeState } from "../schema/stored-state.ts";
import { resourceIn } from "../schema/urn.ts";
import type { PulumiCall } from "./pulumi-cli.ts";
import { type Deployment, type ExportedResource, exportStack } from "./stack-export.ts";

/** An envelope as Pulumi's state has it. */
export interface StackEnvelope {
  urn: string;
  /** The resource's name in the program. */
  name: string;
  state: EnvelopeState;
  /** It was withdrawn to be replaced, and its successor was not sent yet. */
  replacing: boolean;
}

/** What Pulumi's state says about a stack's envelopes, by name: the state's own order is the one they were made in. */
export interface StackState {
  /** The stack's name. */
  stack: string | undefined;
  /** When the state was last written, ISO 8601. */
  writtenAt: string | undefined;
  envelopes: StackEnvelope[];
}

/** Both kinds: signed by way of e-mails, and on pages of the sender's. */
const types = new Set([
  "pulumi-nodejs:dynamic/yotisign:Envelope",
  "pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope",
]);

/** How a stack is read. */
export interface StackReading {
  /** Whether `signingUrls` of embedded envelopes are wanted, which are secrets. Default: they are left out. */
  signingUrls?: boolean;
}

/**
 * Reads the envelopes of a stack, of both kinds, out of Pulumi's state, which is only read.
 *
 * Where a program made a recipient's name a secret, or the stack all personal data (`yotisign:personalData`), Pulumi
 * encrypts the statuses beside it; only then, or where signing links are wanted and there are some, the state is asked
 * for decrypted, and only what {@link StackEnvelope} has is kept of it.
 *
 * @throws ConfigError Pulumi cannot read the stack
 */
export async function readStackState(call: PulumiCall, reading: StackReading = {}): Promise<StackState> {
  return stackState(await exportStack(call), call, reading);
}

/**
 * As {@link readStackState}, of a state that was exported already.
 *
 * @param deployment with its secrets encrypted
 */
export async function stackState(
  deployment: Deployment,
  call: PulumiCall,
  reading: StackReading = {},
): Promise<StackState> {
  const isHidden = ofEnvelopes(deployment, reading).some(({ outputs }) => hasEncrypted(outputs));
  return readEnvelopes(isHidden ? await exportStack(call, "--show-secrets") : deployment, call, reading);
}

/** How many envelopes a state has that were sent. */
export const countEnvelopes = (deployment: Deployment): number => ofEnvelopes(deployment, {}).length;

/** The envelopes that were sent, with the outputs that are wanted. */
const ofEnvelopes = ({ resources = [] }: Deployment, { signingUrls }: StackReading): ExportedResource[] =>
  resources
    .filter(({ type, outputs, delete: leaves }) => types.has(type) && !leaves && outputs?.envelopeId)
    .map(({ outputs = {}, ...resource }) => {
      const { signingUrls: links, ...rest } = outputs;
      return { ...resource, outputs: signingUrls && links ? { ...rest, signingUrls: links } : rest };
    });

function readEnvelopes(deployment: Deployment, call: PulumiCall, reading: StackReading): StackState {
  const { manifest, resources = [] } = deployment;
  const envelopes = ofEnvelopes(deployment, reading).map(
    ({ urn, outputs, pendingReplacement }): StackEnvelope => {
      const state = revealed(outputs) as StoredEnvelopeState;
      return {
        urn,
        name: resourceIn(urn),
        state: fromStored(state),
        replacing: pendingReplacement === true,
      };
    },
  );
  return {
    stack: resources[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? call.stack,
    writtenAt: manifest?.time,
    envelopes: envelopes.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })),
  };
}
