import type { RuleExample } from "../../../../policy/example.ts";
import { companySignsLast as rule } from "../../../../policy/rules/company-signs-last.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const signers = (
  people: readonly (readonly [email: string, signGroup?: number])[],
  company = ["example.com"],
): RuleExample => ({
  envelope: {
    recipients: people.map(([email, signGroup]) => ({
      name: "Some Example",
      email,
      ...(signGroup && { signGroup }),
    })),
  },
  options: { company },
});

describe("the rule company-signs-last", () => {
  itJudges(rule, [
    ["the company in the last group", signers([["a@example.net"], ["us@example.com", 2]]), []],
    [
      "several of the company, all after the others",
      signers([["us@example.com", 2], ["a@example.net"], ["me@example.com", 3]]),
      [],
    ],
    [
      "the company in the same group as the others",
      signers([["a@example.net"], ["us@example.com"]]),
      ["recipients[1].signGroup is 1, and others still sign in group 1; the company signs last"],
    ],
    [
      "one of the company among the others",
      signers([["a@example.net"], ["us@example.com", 2], ["b@example.net", 3], ["me@example.com", 4]]),
      ["recipients[1].signGroup is 2, and others still sign in group 3; the company signs last"],
    ],
    ["nobody of the company", signers([["a@example.net"]]), notApplicable("nobody of the company signs")],
    ["the company alone", signers([["us@example.com"]]), notApplicable("the company alone signs")],
    [
      "an outsider who only gets a copy",
      {
        envelope: {
          recipients: [
            { name: "Some Example", email: "us@example.com" },
            { type: "CC", name: "Ari Copy", email: unknownValue },
          ],
        },
        options: { company: ["example.com"] },
      },
      notApplicable("the company alone signs"),
    ],
    [
      "anybody until the company is named",
      signers([["a@example.net"]], []),
      notApplicable("its option `company` names no domain"),
    ],
    [
      "a group that is not known",
      signers([["a@example.net"], ["us@example.com", unknownValue as never]]),
      notKnownYet,
    ],
  ]);
});
