import type { Rule } from "../rule.ts";
import { signerHasSignatureTag } from "./signer-has-signature-tag.ts";

/** All rules of the package, in the order of their names. */
export const builtInRules: readonly Rule[] = [signerHasSignatureTag];
