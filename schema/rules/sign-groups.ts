import type { WireOptions } from "../generated/wire.ts";
import type { Issue } from "../issue.ts";
import { signersOf } from "./signers.ts";

/** Sign groups count from 1 without a gap. */
export function signGroups(options: WireOptions): Issue[] {
  // Somebody of whom it is not clear whether they sign may be the one in the group that seems empty.
  if (!options.recipients.every((recipient) => ["SIGNER", "CC"].includes(recipient?.type))) return [];
  const groups = signersOf(options).map(([recipient]) => recipient.sign_group ?? 1);
  if (!groups.every(Number.isInteger)) return [];
  const present = new Set(groups);
  return signersOf(options).flatMap(([recipient, index]) => {
    const group = recipient.sign_group ?? 1;
    if (group <= 1 || present.has(group - 1)) return [];
    const message = `is ${group}, but nobody is in group ${group - 1}; sign groups count from 1 without a gap`;
    return [{ path: ["recipients", index, "sign_group"], message }];
  });
}
