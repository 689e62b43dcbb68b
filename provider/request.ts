import { basename } from "node:path";
import { type CanonicalRequest, canonicalRequest, fingerprint } from "../schema/canonical.ts";
import type { DocumentInputs, EnvelopeInputs, RecipientInputs } from "../schema/envelope-inputs.ts";
import type { DocumentState } from "../schema/envelope-state.ts";
import type { WireOptions } from "../schema/generated/wire.ts";
import { encode } from "../schema/wire.ts";

/** The name a document is sent under. */
export const fileNameOf = (document: DocumentInputs): string => document.fileName ?? basename(document.path);

/**
 * The `options` part for an envelope: provider settings left out, defaults that only exist in programs filled in.
 *
 * @param inputs the declared envelope, of any validity
 */
export function wireOptions(inputs: EnvelopeInputs): WireOptions {
  const { name, emails, sender, recipients } = inputs;
  const [only, ...others] = Array.isArray(inputs.documents) ? inputs.documents : [];
  const fileName = typeof only?.path === "string" && others.length === 0 ? fileNameOf(only) : undefined;
  return encode<WireOptions>({
    name,
    emails,
    sender,
    recipients: Array.isArray(recipients)
      ? recipients.map((recipient) => withDefaults(recipient, fileName))
      : recipients,
  });
}

function withDefaults(recipient: RecipientInputs, fileName: string | undefined): unknown {
  if (!isObject(recipient)) return recipient;
  const { key: _key, ...rest } = recipient;
  const tags = Array.isArray(rest.tags)
    ? rest.tags.map((tag) => (isObject(tag) ? { fileName, ...tag } : tag))
    : rest.tags;
  return { type: "SIGNER", ...rest, tags };
}

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The keys of an envelope's recipients, in their order: as given, else the role where only one recipient has it, else
 * the position.
 */
export function recipientKeys(recipients: RecipientInputs[]): string[] {
  return recipients.map(({ key, role }, index) => {
    if (key !== undefined) return key;
    const unique = role !== undefined && recipients.filter((other) => other.role === role).length === 1;
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
