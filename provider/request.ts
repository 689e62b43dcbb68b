import { basename } from "node:path";
import { type CanonicalRequest, canonicalRequest, fingerprint } from "../schema/canonical.ts";
import type {
  DocumentInputs,
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
  RecipientInputs,
} from "../schema/envelope-inputs.ts";
import type { DocumentState } from "../schema/envelope-state.ts";
import type { WireOptions } from "../schema/generated/wire.ts";
import { encode } from "../schema/wire.ts";

/** The name a document is sent under. */
export const fileNameOf = (document: DocumentInputs): string => document.fileName ?? basename(document.path);

/** The API's options of an envelope, but the recipients, as programs name them. */
export const optionNames = [
  "name",
  "emails",
  "sender",
  "hasEnvelopeOtps",
  "autotagging",
  "notifications",
  "branding",
  "parentRedirectUrls",
] as const;

/**
 * The `options` part for an envelope: provider settings left out, defaults that only exist in programs filled in.
 *
 * @param inputs the declared envelope, of any validity
 */
export function wireOptions(inputs: EnvelopeInputs): WireOptions {
  const { recipients, autotagging } = inputs;
  const [only, ...others] = Array.isArray(inputs.documents) ? inputs.documents : [];
  const fileName = typeof only?.path === "string" && others.length === 0 ? fileNameOf(only) : undefined;
  const placed = (tags: unknown): unknown =>
    Array.isArray(tags) ? tags.map((tag) => (isObject(tag) ? { fileName, ...tag } : tag)) : tags;
  return encode<WireOptions>({
    ...Object.fromEntries(optionNames.map((name) => [name, (inputs as EmbeddedEnvelopeInputs)[name]])),
    recipients: Array.isArray(recipients)
      ? recipients.map((recipient) => withDefaults(recipient, placed, autotagging !== undefined))
      : recipients,
  });
}

function withDefaults(
  recipient: RecipientInputs,
  placed: (tags: unknown) => unknown,
  autotagging: boolean,
): unknown {
  if (!isObject(recipient)) return recipient;
  const { key: _key, tags, witness, ...rest } = recipient;
  // The reference asks for an empty list where the documents carry the tags.
  const none = autotagging && (rest.type ?? "SIGNER") === "SIGNER" ? [] : undefined;
  return {
    type: "SIGNER",
    ...rest,
    tags: placed(tags === undefined ? none : tags),
    witness: isObject(witness) ? { ...witness, tags: placed(witness.tags) } : witness,
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The keys of an envelope's recipients, in their order: as given, else the role where only one recipient has it, else
 * the position.
 */
export function recipientKeys(recipients: RecipientInputs[]): string[] {
  const sharing = Map.groupBy(recipients, ({ role }) => role);
  return recipients.map(({ key, role }, index) => {
    if (key !== undefined) return key;
    const unique = role !== undefined && sharing.get(role)?.length === 1;
    return unique ? role : String(index);
  });
}

/** A request ready to be sent, in every form that is needed of it. */
export interface EnvelopeRequest {
  options: WireOptions;
  /** `sha256` is checked once more while the file is sent. */
  files: { path: string; fileName: string; sha256: string }[];
  /** The files again, as the outputs tell of them. */
  documents: DocumentState[];
  canonical: CanonicalRequest;
  fingerprint: string;
  /** One key per recipient of `options`, in that order. */
  keys: string[];
}

/**
 * The request for a checked envelope.
 *
 * @param inputs valid inputs whose documents carry what check found out about them
 */
export function envelopeRequest(inputs: EnvelopeInputs): EnvelopeRequest {
  const options = wireOptions(inputs);
  const documents = inputs.documents.map((document) => ({
    name: fileNameOf(document),
    sha256: document.sha256 ?? "",
    ...(document.pages !== undefined && { pages: document.pages }),
    bytes: document.bytes ?? 0,
  }));
  const canonical = canonicalRequest(options, documents);
  return {
    options,
    files: inputs.documents.map((document) => ({
      path: document.path,
      fileName: fileNameOf(document),
      sha256: document.sha256 ?? "",
    })),
    documents,
    canonical,
    fingerprint: fingerprint(canonical),
    keys: recipientKeys(inputs.recipients),
  };
}
