import type { EnvelopeState } from "../schema/envelope-state.ts";
import { hasEncrypted, revealed } from "../schema/pulumi-secret.ts";
import { fromStored, type StoredEnvelopeState } from "../schema/stored-state.ts";
import { askPulumiForJson, type PulumiCall } from "./pulumi-cli.ts";

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

interface Resource {
  urn: string;
  type: string;
  outputs?: Partial<StoredEnvelopeState>;
  /** A replaced resource that is still to be deleted. */
  delete?: boolean;
  pendingReplacement?: boolean;
}

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
export async function readStackState(
  call: PulumiCall,
  { signingUrls = false }: StackReading = {},
): Promise<StackState> {
  const own = { signingUrls };
  const state = await exported(call);
  if (!ofEnvelopes(state, own).some(({ outputs }) => hasEncrypted(outputs)))
    return stackState(state, own, call);
  return stackState(await exported(call, "--show-secrets"), own, call);
}

/** What `pulumi stack export` prints, as far as it is read here. */
interface Deployment {
  manifest?: { time?: string };
  resources?: Resource[];
}

async function exported(call: PulumiCall, ...options: string[]): Promise<Deployment> {
  const { deployment } = (await askPulumiForJson(["stack", "export", ...options], call)) as {
    deployment?: Deployment | null;
  };
  return deployment ?? {};
}

/** The envelopes that were sent, with the outputs that are wanted. */
const ofEnvelopes = ({ resources = [] }: Deployment, { signingUrls }: StackReading): Resource[] =>
  resources
    .filter(({ type, outputs, delete: leaves }) => types.has(type) && !leaves && outputs?.envelopeId)
    .map(({ outputs = {}, ...resource }) => {
      const { signingUrls: links, ...rest } = outputs;
      return { ...resource, outputs: signingUrls && links ? { ...rest, signingUrls: links } : rest };
    });

function stackState(deployment: Deployment, reading: StackReading, call: PulumiCall): StackState {
  const { manifest, resources = [] } = deployment;
  const envelopes = ofEnvelopes(deployment, reading).map(
    ({ urn, outputs, pendingReplacement }): StackEnvelope => {
      const state = revealed(outputs) as StoredEnvelopeState;
      const name = urn.slice(urn.lastIndexOf("::") + 2);
      return { urn, name, state: fromStored(state), replacing: pendingReplacement === true };
    },
  );
  return {
    stack: resources[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? call.stack,
    writtenAt: manifest?.time,
    envelopes: envelopes.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })),
  };
}
