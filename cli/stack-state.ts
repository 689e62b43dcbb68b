import type { EnvelopeState } from "../schema/envelope-state.ts";
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

/** Pulumi's marks for an encrypted value: a property of this name, with this value. */
const secretMark = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

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
 * A program may have made a recipient's name a secret, and then Pulumi encrypts the statuses beside it; only then, or
 * where signing links are wanted and there are some, the state is asked for decrypted, and only what
 * {@link StackEnvelope} has is kept of it.
 *
 * @throws ConfigError Pulumi cannot read the stack
 */
export async function readStackState(
  call: PulumiCall,
  { signingUrls = false }: StackReading = {},
): Promise<StackState> {
  const state = await exported(call, signingUrls);
  if (!JSON.stringify(state.envelopes).includes(secretSignature)) return state;
  return await exported(call, signingUrls, "--show-secrets");
}

async function exported(call: PulumiCall, signingUrls: boolean, ...options: string[]): Promise<StackState> {
  const { deployment } = (await askPulumiForJson(["stack", "export", ...options], call)) as {
    deployment?: { manifest?: { time?: string }; resources?: Resource[] } | null;
  };
  const resources = deployment?.resources ?? [];
  const own = resources.filter((resource) => types.has(resource.type) && !resource.delete);
  const envelopes = own.flatMap(({ urn, outputs, pendingReplacement }): StackEnvelope[] => {
    const state = plain(outputs ?? {}) as Partial<StoredEnvelopeState>;
    if (!state.envelopeId) return [];
    if (!signingUrls) delete state.signingUrls;
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    return [
      { urn, name, state: fromStored(state as StoredEnvelopeState), replacing: pendingReplacement === true },
    ];
  });
  return {
    stack: resources[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? call.stack,
    writtenAt: deployment?.manifest?.time,
    envelopes: envelopes.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })),
  };
}

/** A value without Pulumi's wrappers of secrets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { [secretMark]: mark, plaintext } = value as Record<string, unknown>;
  if (mark === secretSignature && typeof plaintext === "string") return plain(JSON.parse(plaintext));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}
