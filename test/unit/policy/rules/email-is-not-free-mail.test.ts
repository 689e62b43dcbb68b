import type { RuleExample } from "../../../../policy/example.ts";
import { emailIsNotFreeMail as rule } from "../../../../policy/rules/email-is-not-free-mail.ts";
import type { RecipientInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const at = (
  email: string,
  options: Record<string, unknown> = {},
  rest: Partial<RecipientInputs> = {},
): RuleExample => ({
  envelope: { recipients: [{ name: "Cleo Example", email, ...rest }] },
  options,
});
const found = (domain: string): string[] => [
  `recipients[0].email is at ${domain}, a provider of free or private mail`,
];

describe("the rule email-is-not-free-mail", () => {
  itJudges(rule, [
    ["an organisation's address", at("cleo@example.com"), []],
    ...[
      "gmail.com",
      "yahoo.co.jp",
      "qq.com",
      "web.de",
      "orange.fr",
      "uol.com.br",
      "mail.ru",
      "naver.com",
    ].map((domain) => [`an address at ${domain}`, at(`cleo.example@${domain}`), found(domain)] as const),
    ["an address in capitals", at("CLEO@GMail.com"), found("gmail.com")],
    ["a host below a provider's domain", at("cleo@gmail.com.example.com"), []],
    [
      "a further provider",
      at("cleo@mail.example.com", { further: ["*.example.com"] }),
      found("mail.example.com"),
    ],
    ["a provider that is excepted", at("cleo@gmail.com", { except: ["gmail.com"] }), []],
    ["a CC's", at("ari@icloud.com", {}, { type: "CC" }), found("icloud.com")],
    [
      "a CC where signers alone are judged",
      at("ari@icloud.com", { types: ["SIGNER"] }, { type: "CC" }),
      notApplicable("there is no recipient of these types and roles"),
    ],
    ["an address that is not known", at(unknownValue), notKnownYet],
  ]);
});
