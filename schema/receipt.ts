import { Ajv, type ValidateFunction } from "ajv";
import schema from "./receipt.json" with { type: "json" };

/** What is kept of an envelope that its stack does not keep any more; `schema/receipt.json` says what each means. */
export interface Receipt {
  receiptVersion: 1;
  envelopeId: string;
  name: string | null;
  service: string;
  status: "COMPLETE";
  sentAt: string;
  completedAt: string | null;
  pack: { path?: string; sha256: string; bytes: number };
  files: ReceiptFile[];
  documents: { fileName: string; sha256: string }[];
  signers?: ReceiptSigner[];
  verified: { at: string; roots: "system" | "given"; problems: [] };
  stack: string;
  project: string;
  resource: string;
  urn: string;
  fingerprint: string;
}

/** A file of the pack. */
export interface ReceiptFile {
  name: string;
  kind: "document" | "attachment" | "signed-offline" | "cover-sheet" | "signature" | "other";
  sha256: string;
  bytes: number;
}

/** Somebody who signed; masked, without a name. */
export interface ReceiptSigner {
  role?: string;
  name?: string;
  email?: string;
  signedAt: string | null;
}

let validate: ValidateFunction<Receipt> | undefined;

/**
 * Reads a receipt.
 *
 * @returns undefined: the text is JSON, but nothing that calls itself a receipt
 * @throws SyntaxError it is no JSON, or a receipt of another form than is known here; the message quotes nothing of it
 */
export function parseReceipt(text: string): Receipt | undefined {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || !("receiptVersion" in value)) return undefined;
  validate ??= new Ajv({ allowUnionTypes: true }).compile<Receipt>(schema);
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  throw new SyntaxError(`${error?.instancePath || "it"} ${error?.message ?? "is wrong"}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause, which quotes the text.
    throw new SyntaxError("it is no JSON");
  }
}
