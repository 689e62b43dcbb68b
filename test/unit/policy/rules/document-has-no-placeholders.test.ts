import type { RuleExample } from "../../../../policy/example.ts";
import { documentHasNoPlaceholders as rule } from "../../../../policy/rules/document-has-no-placeholders.ts";
import { itJudges, type RuleCase } from "../it-judges.ts";

const contract = (lines: readonly string[], options = {}): RuleExample => ({
  documents: { "contract.pdf": { pages: [lines] } },
  options,
});

const placeholders: readonly (readonly [line: string, kind: string])[] = [
  ["between {{ company.name }} and us", "{{…}}"],
  [`a fee of \${fee}`, `\${…}`],
  ["Dear <<First Name>>,", "<<…>>"],
  ["Dear «First_Name»,", "«…»"],
  ["by [NAME] of", "[…]"],
  ["by [Company Name] of", "[…]"],
  ["[Name of customer]", "[…]"],
  ["on [insert date of signing] at", "[…]"],
  ["[EFFECTIVE DATE]", "[…]"],
  ["[to be agreed]", "[…]"],
  ["TODO: check this", "TODO"],
  ["Fee: TBD", "TBD"],
  ["a sum of XXX pounds", "XXX"],
  ["Account XXXXXXXX", "XXX"],
  ["DRAFT", "DRAFT"],
  ["DRAFT v2", "DRAFT"],
  ["DRAFT - 12 March 2026", "DRAFT"],
  ["CONFIDENTIAL DRAFT", "DRAFT"],
  ["D R A F T", "DRAFT"],
  ["Lorem ipsum dolor sit amet", "lorem ipsum"],
];

const noPlaceholders: readonly string[] = [
  "Date: ____________",
  "[ ] yes [x] no",
  "as in [1] and [Smith 2019]",
  "[Signature page follows]",
  "[INTENTIONALLY LEFT BLANK]",
  "THIS DRAFT AGREEMENT IS VOID",
  "The first draft was sent in March",
  "SOBRE TODO LO ANTERIOR",
  "Article XXX of the Treaty",
  "XXX. Miscellaneous",
  "MMXXXVI",
  "the set {a, b} costs $5",
  "a << b and b >> c",
  "«Vertrag» heisst",
  "methods of the TODOS class",
  '|S1TR{"nm":"name"}|',
];

const found = (kind: string, page = 1): string =>
  `documents[0] "contract.pdf" has an unfilled placeholder on page ${page}: ${kind}`;

describe("the rule document-has-no-placeholders", () => {
  itJudges(rule, [
    ...placeholders.map(([line, kind]): RuleCase => [line, contract([line]), [found(kind)]]),
    ...noPlaceholders.map((line): RuleCase => [line, contract([line]), []]),
    [
      "the rest of many in one finding",
      contract(Array(40).fill("{{a}} {{b}}")),
      [...Array(50).fill(found("{{…}}")), 'documents[0] "contract.pdf" has 30 more'],
    ],
    [
      "a placeholder on its page",
      { documents: { "contract.pdf": { pages: [["One"], ["TBD"]] } } },
      [found("TBD", 2)],
    ],
    ["a word of the policy", contract(["Price: TBC"], { words: ["TBC"] }), [found("TBC")]],
    ["a word of the policy within a longer one", contract(["RTBCX"], { words: ["TBC"] }), []],
    ["a pattern of the policy", contract(["of %customer name% and"], { words: ["%*%"] }), [found("%*%")]],
    [
      "a pattern of the policy that does not end on its line",
      contract(["of 5%", "and 6%"], { words: ["%*%"] }),
      [],
    ],
    [
      "placeholders that may be there",
      contract(["{{signature 1}} [DATE] {{name}}"], { ignore: ["{{signature *}}", "[DATE]"] }),
      [found("{{…}}")],
    ],
    [
      "documents that cannot be read",
      { envelope: { documents: [{ path: "contract.docx" }] } },
      "no document can be read",
    ],
  ]);
});
