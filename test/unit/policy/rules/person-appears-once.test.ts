import type { RuleExample } from "../../../../policy/example.ts";
import { personAppearsOnce as rule } from "../../../../policy/rules/person-appears-once.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet, type RuleCase } from "../it-judges.ts";

type Person = readonly [name: string, email: string];

const signers = (...people: Person[]): RuleExample => ({
  envelope: { recipients: people.map(([name, email]) => ({ name, email })) },
});
const again = "recipients[1] is the person of recipients[0] again";
const mailbox = "recipients[1].email is the mailbox of recipients[0]";
const namesake = "recipients[1].name is the name of recipients[0] too, with another address";
const two = (what: string, one: Person, other: Person, ...findings: string[]): RuleCase => [
  what,
  signers(one, other),
  findings,
];
const cleo: Person = ["Cleo Example", "cleo@example.com"];

describe("the rule person-appears-once", () => {
  itJudges(rule, [
    two("two people", cleo, ["Sam Sample", "sam@example.com"]),
    two("one person twice", cleo, cleo, again),
    two("one person in capitals", cleo, ["CLEO EXAMPLE", "Cleo@Example.com"], again),
    two(
      "an address with a part after a plus",
      cleo,
      ["Cleo Example", "cleo+2@example.com"],
      `${again}, in another spelling`,
    ),
    two(
      "an address that begins with a plus",
      ["Cleo Example", "+1@example.com"],
      ["Sam Sample", "+2@example.com"],
    ),
    two(
      "dots where the provider ignores them",
      ["Cleo Example", "cleo.example@gmail.com"],
      ["Sam Sample", "cleoexample@googlemail.com"],
      `${mailbox}, in another spelling, under another name`,
    ),
    two("dots elsewhere", ["Cleo Example", "c.leo@example.com"], ["Sam Sample", "cleo@example.com"]),
    two(
      "an international domain in two spellings",
      ["Cleo Example", "cleo@bücher.example"],
      ["Cleo Example", "cleo@xn--bcher-kva.example"],
      `${again}, in another spelling`,
    ),
    two(
      "one mailbox of two people",
      cleo,
      ["Sam Sample", "cleo@example.com"],
      `${mailbox}, under another name`,
    ),
    two("a name with two addresses", cleo, ["Cleo Example", "cleo@home.example.com"], namesake),
    two(
      "a name with and without accents",
      ["Zoë Éxample", "zoe@example.com"],
      ["Zoe Example", "z@example.com"],
      namesake,
    ),
    two(
      "a name composed in two ways",
      ["Zo\u00eb Example", "zoe@example.com"],
      ["Zoe\u0308 Example", "z@example.com"],
      namesake,
    ),
    two("a name with other spaces", cleo, [" Cleo \u00a0 Example ", "c@example.com"], namesake),
    two("a name in another order", cleo, ["Example, Cleo", "c@example.com"], namesake),
    two("names that differ by a letter", cleo, ["Clea Example", "c@example.com"]),
    two("names of signs only", ["…", "a@example.com"], ["–", "b@example.com"]),
    [
      "namesakes where names do not count",
      { ...signers(cleo, ["Cleo Example", "junior@example.com"]), options: { namesCount: false } },
      [],
    ],
    [
      "each further time, against the first",
      signers(cleo, ["Sam Sample", "sam@example.com"], cleo, ["Sam Sample", "sam@example.com"], cleo),
      [
        "recipients[2] is the person of recipients[0] again",
        "recipients[3] is the person of recipients[1] again",
        "recipients[4] is the person of recipients[0] again",
      ],
    ],
    [
      "a signer who gets a copy elsewhere",
      {
        envelope: {
          recipients: [
            { name: "Cleo Example", email: "cleo@example.com" },
            { type: "CC", name: "Cleo Example", email: "cleo@example.com" },
            { name: "Sam Sample", email: "sam@example.com" },
          ],
        },
      },
      [],
    ],
    ["an envelope for one signer", signers(cleo), notApplicable("one person signs")],
    ["an address that is not known", signers(cleo, ["Sam Sample", unknownValue]), notKnownYet],
    [
      "one signer whose address is not known",
      signers(["Sam Sample", unknownValue]),
      notApplicable("one person signs"),
    ],
  ]);
});
