import { type CanonicalRequest, canonicalRequest, fingerprint } from "../schema/canonical.ts";
import { fileNameOf } from "../schema/document-names.ts";
import type { EmbeddedEnvelopeInputs, LogoInputs } from "../schema/envelope-inputs.ts";
import { envelopeKind } from "../schema/envelope-kind.ts";
import type { DocumentState } from "../schema/envelope-state.ts";
import type { WireOptions } from "../schema/generated/wire.ts";
import { recipientKeys } from "../schema/recipient-keys.ts";
import type { EnvelopeKind } from "../schema/validate.ts";
import { type Declaration, wireOptions } from "../schema/wire-options.ts";

/** A request ready to be sent, in every form that is needed of it. */
export interface EnvelopeRequest {
  kind: EnvelopeKind;
  /** Complete but for the logo. */
  options: WireOptions;
  /** A logo to be put into the options; `sha256` is checked once more when it is. */
  logo?: Required<LogoInputs>;
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
export function envelopeRequest(inputs: Declaration): EnvelopeRequest {
  const options = wireOptions(inputs);
  const logo = logoOf(inputs);
  const documents = inputs.documents.map((document) => ({
    name: fileNameOf(document),
    sha256: document.sha256 ?? "",
    ...(document.pages !== undefined && { pages: document.pages }),
    bytes: document.bytes ?? 0,
  }));
  const canonical = canonicalRequest(options, documents, logo?.sha256);
  return {
    kind: envelopeKind(inputs),
    options,
    ...(logo && { logo }),
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

/** The logo as check leaves it: by path and content. */
export function logoOf(inputs: Declaration): Required<LogoInputs> | undefined {
  const logo = (inputs as EmbeddedEnvelopeInputs).branding?.logo;
  return typeof logo === "object" ? { path: logo.path, sha256: logo.sha256 ?? "" } : undefined;
}
