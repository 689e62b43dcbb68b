import { defineRule, type Rule } from "../rule.ts";

/** It is said what each signer signs as. */
export const signerHasRole: Rule = defineRule({
  name: "signer-has-role",
  title: "Every signer has a role.",
  description:
    "The role says what somebody signs as: it is how a reader of the program, of a message or of the signing's state tells signers apart, since none of them repeats a name. It also is the recipient's key where none is given; without it the position is, and a reordered list looks like other people.",
  severity: "low",
  defaultLevel: "advisory",
  strictLevel: "advisory",
  judges: "standing",
  fix: 'Give the signer a role, as in role: "Buyer".',
  check: ({ envelope }) =>
    envelope.recipients.flatMap((recipient, index) =>
      recipient.type === "SIGNER" && (recipient.role ?? "").trim() === ""
        ? [{ path: ["recipients", index], message: "has no role" }]
        : [],
    ),
});
