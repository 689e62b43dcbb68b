import { envelopeTexts } from "../envelope-texts.ts";
import { defineRule, type Rule } from "../rule.ts";
import { type SecretKind, secretKinds, secretsIn, secretWords } from "../secrets.ts";

interface Options {
  kinds: readonly SecretKind[];
  ibansInFields: boolean;
}

/** Nothing secret stands in a text that is sent. */
export const messageHasNoSecrets: Rule = defineRule({
  name: "message-has-no-secrets",
  title: "No text that is sent has a key, a password, or an account's or card's number in it.",
  description:
    "What an e-mail says is in mailboxes and backups for years, and a prefilled value in the signed document. Looked at are the name, the message, the sender's name, help texts, error messages and prefilled values. Findings never repeat what they found.",
  severity: "critical",
  defaultLevel: "mandatory",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      kinds: {
        description: "What is looked for.",
        type: "array",
        items: { enum: secretKinds },
        uniqueItems: true,
        default: [...secretKinds],
      },
      ibansInFields: {
        description: "True: a prefilled value may have an IBAN in it, as in a direct debit mandate.",
        type: "boolean",
        default: false,
      },
    },
  },
  frameworks: ["PCI DSS 4.2.2", "ISO 27001:2022 A.5.17", "GDPR Art. 32"],
  fix: "Take it out, give it another way, and replace it if anybody may have read it.",
  check: ({ envelope }, _context, { kinds, ibansInFields }: Options) =>
    envelopeTexts(envelope)
      .filter(({ about }) => about !== "person")
      .flatMap(({ path, text, about }) =>
        secretsIn(text)
          .filter(
            ({ kind }) => kinds.includes(kind) && !(ibansInFields && kind === "iban" && about === "field"),
          )
          .map(({ kind, index }) => ({
            path,
            message: `has ${secretWords[kind]} at character ${[...text.slice(0, index)].length + 1}`,
          })),
      ),
});
