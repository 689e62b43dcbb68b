import { relative, sep } from "node:path";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../../schema/generated/wire.ts";
import type { Receipt, ReceiptSigner } from "../../schema/receipt.ts";
import { ownerIn, resourceIn } from "../../schema/urn.ts";
import { masked } from "../effect/masked.ts";
import type { JudgedPack } from "./signed-pack.ts";

/** How much of the signers is in a receipt. */
export type SignersChoice = "full" | "masked" | "none";

/** What a receipt is made of. */
export interface ReceiptParts {
  urn: string;
  state: EnvelopeState;
  /** The service's answer; undefined: it does not know the envelope any more. */
  answer: WireEnvelope | undefined;
  /** Verified, without problems. */
  pack: JudgedPack;
  signers: SignersChoice;
  roots: "system" | "given";
  /** When it was verified, milliseconds since 1970. */
  at: number;
  /** Where the receipt goes, from where the pack's path is told. */
  folder: string;
}

/** The receipt of a complete envelope. Where the stack keeps personal data secret its name counts as that, too. */
export function makeReceipt(parts: ReceiptParts): Receipt {
  const { urn, state, answer, pack, signers, roots, at, folder } = parts;
  const { stack = "", project = "" } = ownerIn(urn);
  const isNamed = signers === "full" || state.personalData === undefined;
  return {
    receiptVersion: 1,
    envelopeId: state.envelopeId,
    name: (isNamed && answer?.name) || null,
    service: state.host,
    status: "COMPLETE",
    sentAt: state.sent.at,
    completedAt: answer?.details?.completed_at ?? state.completedAt,
    pack: {
      path: relative(folder, pack.path).split(sep).join("/"),
      sha256: pack.report.sha256,
      bytes: pack.bytes,
    },
    files: pack.report.files.map(({ name, kind, sha256, bytes }) => ({ name, kind, sha256, bytes })),
    documents: state.documents.map(({ name, sha256 }) => ({ fileName: name, sha256 })),
    ...(signers !== "none" && { signers: signersOf(state, answer, signers) }),
    verified: { at: new Date(at).toISOString(), roots, problems: [] },
    stack,
    project,
    resource: resourceIn(urn),
    urn,
    fingerprint: state.sent.fingerprint,
  };
}

function signersOf(
  state: EnvelopeState,
  answer: WireEnvelope | undefined,
  signers: "full" | "masked",
): ReceiptSigner[] {
  const people = answer?.details?.recipients?.filter(({ type = "SIGNER" }) => type !== "CC");
  if (people) return people.map((one) => signerOf(one, signers));
  return state.recipients
    .filter(({ type }) => type === "SIGNER")
    .map(({ key, signedAt = null }) => ({ role: key, signedAt }));
}

function signerOf(
  { role, name, email, signed_at }: WireEnvelopeRecipient,
  signers: "full" | "masked",
): ReceiptSigner {
  const isFull = signers === "full";
  return {
    ...(role && { role }),
    ...(isFull && name && { name }),
    ...(email && { email: isFull ? email : masked(email) }),
    signedAt: signed_at ?? null,
  };
}
