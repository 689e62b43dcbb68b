import type { RuleExample } from "../../../../policy/example.ts";
import { nameHasNoPersonalData as rule } from "../../../../policy/rules/name-has-no-personal-data.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const named = (name: string, recipient: object = {}): RuleExample => ({
  envelope: { name, recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...recipient }] },
});
const person = "name has a recipient's name (recipients[0]) in it";
const birth = "name has what may be a date of birth in it";

describeRule(rule, [
  ["a name of what is signed", named("Service agreement 2026-114 of 2026-02-27"), []],
  ["a recipient's name", named("NDA Cleo Example"), [person]],
  [
    "it in another order, case and without accents",
    named("Example-Muller, CLEO: NDA", { name: "Cléo Example-Müller" }),
    [person],
  ],
  ["it in a script without spaces", named("契約書山田太郎", { name: "山田太郎" }), [person]],
  ["a part of it", named("Cleo agreement"), []],
  [
    "the last name alone, where that counts",
    { ...named("NDA Example"), options: { lastNames: true } },
    [person],
  ],
  ["a word that is a department's name", named("Legal hold", { name: "Legal" }), []],
  ["an e-mail address", named("NDA for someone@example.org"), ["name has an e-mail address in it"]],
  ["a phone number", named("Call +44 7700 900123"), ["name has a phone number in it"]],
  [
    "a recipient's own number",
    named("NDA 07700 900123", { isoCountryCode: "GB", mobileNumber: "7700900123" }),
    ["name has a recipient's number (recipients[0]) in it"],
  ],
  [
    "a national insurance number",
    named("P45 AB 12 34 56 C"),
    ["name has what has the form of a national insurance or social security number in it"],
  ],
  ["an IBAN", named("Mandate DE89 3704 0044 0532 0130 00"), ["name has an account's or card's number in it"]],
  ["a long number", named("Case 12345678901"), ["name has a number of 11 digits in it"]],
  [
    "one that is long enough here",
    { ...named("Order 4500012"), options: { maxDigits: 6 } },
    ["name has a number of 7 digits in it"],
  ],
  ["a date of long ago", named("Consent 04-07-1985"), [birth]],
  ["a recent date that is called a birth", named("Child, born 2024-05-01"), [birth]],
  ["a name that is not known yet", named(unknownValue), "undetermined"],
]);
