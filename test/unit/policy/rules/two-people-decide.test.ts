import type { RuleExample } from "../../../../policy/example.ts";
import { twoPeopleDecide as rule } from "../../../../policy/rules/two-people-decide.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notKnownYet } from "../it-judges.ts";

type Signer = readonly [email: string, signGroup?: number, role?: string];

const signers = (people: readonly Signer[], options: Record<string, unknown> = {}): RuleExample => ({
  envelope: {
    recipients: people.map(([email, signGroup, role]) => ({
      name: "Some Example",
      email,
      ...(signGroup && { signGroup }),
      ...(role && { role }),
    })),
  },
  options,
});
const asked = "in a sign group of their own; 2 are asked for";

describe("the rule two-people-decide", () => {
  itJudges(rule, [
    ["two people, one after the other", signers([["a@example.com"], ["b@example.com", 2]]), []],
    ["one person", signers([["a@example.com"]]), [`recipients has 1 person ${asked}`]],
    [
      "two people in one group",
      signers([["a@example.com"], ["b@example.com", 1]]),
      [`recipients has 1 person ${asked}`],
    ],
    [
      "two people in one group, where order does not matter",
      signers([["a@example.com"], ["b@example.com"]], { inOrder: false }),
      [],
    ],
    [
      "one person, where order does not matter",
      signers([["a@example.com"], ["A+2@example.com"]], { inOrder: false }),
      ["recipients has 1 person to sign; 2 are asked for"],
    ],
    [
      "one person in two groups",
      signers([["a@example.com"], ["a+again@example.com", 2]]),
      [`recipients has 1 person ${asked}`],
    ],
    [
      "one person in two groups beside another one",
      signers([["a@example.com"], ["b@example.com"], ["a@example.com", 2]]),
      [],
    ],
    [
      "three people of whom one has all later groups",
      signers(
        [["a@example.com"], ["b@example.com"], ["c@example.com"], ["a@example.com", 2], ["a@example.com", 3]],
        {
          people: 3,
        },
      ),
      ["recipients has 2 people in sign groups of their own; 3 are asked for"],
    ],
    [
      "people of others",
      signers([["a@example.com"], ["b@example.net", 2]], { domains: ["example.com"] }),
      [`recipients has 1 person of example.com ${asked}`],
    ],
    [
      "nobody of the company",
      signers([["b@example.net", 2]], { domains: ["example.com", "*.example.com"] }),
      [`recipients has nobody of example.com, *.example.com ${asked}`],
    ],
    [
      "roles that decide",
      signers(
        [
          ["a@example.com", 1, "Approver 1"],
          ["b@example.com", 2, "Approver 2"],
          ["c@example.com", 3],
        ],
        {
          roles: ["Approver*"],
        },
      ),
      [],
    ],
    [
      "roles that do not decide",
      signers(
        [
          ["a@example.com", 1, "Approver"],
          ["b@example.com", 2, "Customer"],
        ],
        { roles: ["Approver"] },
      ),
      [`recipients has 1 person ${asked}`],
    ],
    ["an address that is not known", signers([["a@example.com"], [unknownValue, 2]]), notKnownYet],
  ]);
});
