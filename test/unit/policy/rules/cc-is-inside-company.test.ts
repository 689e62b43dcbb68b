import type { RuleExample } from "../../../../policy/example.ts";
import { ccIsInsideCompany as rule } from "../../../../policy/rules/cc-is-inside-company.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const copies = (emails: readonly string[], company = ["example.com"]): RuleExample => ({
  envelope: {
    recipients: [
      { name: "Cleo Example", email: unknownValue },
      ...emails.map((email) => ({ type: "CC" as const, name: "Ari Copy", email })),
    ],
  },
  options: { company },
});

describe("the rule cc-is-inside-company", () => {
  itJudges(rule, [
    ["a copy inside, whoever signs", copies(["ari@example.com"]), []],
    [
      "copies outside, each of them",
      copies(["ari@example.com", "ari@example.net", "ari@mail.example.com"]),
      [
        "recipients[2].email is at example.net, outside the company",
        "recipients[3].email is at mail.example.com, outside the company",
      ],
    ],
    [
      "a copy at one of several domains",
      copies(["ari@mail.example.com"], ["example.net", "*.example.com"]),
      [],
    ],
    ["a copy to nowhere", copies(["ari"]), ["recipients[1].email has no domain"]],
    ["an envelope without copies", copies([]), notApplicable("nobody gets a copy")],
    [
      "anybody until the company is named",
      copies(["ari@example.net"], []),
      notApplicable("its option `company` names no domain"),
    ],
    ["an address that is not known", copies([unknownValue]), notKnownYet],
  ]);
});
