import type { RuleExample } from "../../../../policy/example.ts";
import { emailDomainIsAllowed as rule } from "../../../../policy/rules/email-domain-is-allowed.ts";
import type { RecipientInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const at = (
  email: string,
  options: Record<string, unknown>,
  rest: Partial<RecipientInputs> = {},
): RuleExample => ({
  envelope: { recipients: [{ name: "Cleo Example", email, ...rest }] },
  options,
});
const allow = ["example.com"];

describe("the rule email-domain-is-allowed", () => {
  itJudges(rule, [
    ["an address at an allowed domain", at("cleo@example.com", { allow }), []],
    ["an address in capitals", at("CLEO@EXAMPLE.COM", { allow: ["Example.com"] }), []],
    [
      "an address elsewhere",
      at("cleo@example.net", { allow }),
      ["recipients[0].email is at example.net; allowed is example.com"],
    ],
    [
      "an address below an allowed domain",
      at("cleo@mail.example.com", { allow }),
      ["recipients[0].email is at mail.example.com; allowed is example.com"],
    ],
    [
      "an address below, where all below are allowed",
      at("cleo@a.b.example.com", { allow: ["*.example.com"] }),
      [],
    ],
    [
      "an address at the top, where all below are allowed",
      at("cleo@example.com", { allow: ["*.example.com"] }),
      ["recipients[0].email is at example.com; allowed is *.example.com"],
    ],
    [
      "a domain that only ends like an allowed one",
      at("cleo@badexample.com", { allow: ["example.com", "*.example.com"] }),
      ["recipients[0].email is at badexample.com; allowed are example.com, *.example.com"],
    ],
    [
      "an allowed domain before the last @",
      at('"cleo@example.com"@example.net', { allow }),
      ["recipients[0].email is at example.net; allowed is example.com"],
    ],
    [
      "an international domain in either spelling",
      at("cleo@bücher.example", { allow: ["xn--bcher-kva.example"] }),
      [],
    ],
    [
      "a pattern in international letters",
      at("cleo@a.xn--bcher-kva.example", { allow: ["*.Bücher.example"] }),
      [],
    ],
    [
      "a forbidden domain",
      at("cleo@rival.example.com", { forbid: ["rival.example.com"] }),
      ["recipients[0].email is at rival.example.com, which is forbidden"],
    ],
    [
      "a domain that is forbidden and allowed",
      at("cleo@rival.example.com", { allow: ["*.example.com"], forbid: ["*.example.com"] }),
      ["recipients[0].email is at rival.example.com: *.example.com is forbidden"],
    ],
    ["what is not forbidden", at("cleo@example.net", { forbid: ["example.com"] }), []],
    ["what has no domain", at("cleo", { allow }), ["recipients[0].email has no domain"]],
    [
      "CCs elsewhere, where signers alone are judged",
      {
        envelope: {
          recipients: [
            { name: "Cleo Example", email: "cleo@example.com" },
            { type: "CC", name: "Ari Copy", email: unknownValue },
          ],
        },
        options: { allow, types: ["SIGNER"] },
      },
      [],
    ],
    [
      "a role that is judged",
      at("cleo@example.net", { allow, roles: ["Director*"] }, { role: "Director 2" }),
      ["recipients[0].email is at example.net; allowed is example.com"],
    ],
    [
      "roles that are not there",
      at("cleo@example.net", { allow, roles: ["Director*"] }),
      notApplicable("there is no recipient of these types and roles"),
    ],
    [
      "anybody until domains are named",
      at("cleo@example.net", {}),
      notApplicable("its options `allow` and `forbid` name no domain"),
    ],
    ["an address that is not known", at(unknownValue, { allow }), notKnownYet],
  ]);
});
