import type { RuleExample } from "../../../../policy/example.ts";
import { witnessIsNotASigner as rule } from "../../../../policy/rules/witness-is-not-a-signer.ts";
import type { SentFacts } from "../../../../policy/subject.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const tags = [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: 0.8 }];
const borrower = { key: "borrower", name: "Cleo Example", email: "cleo@example.com", tags };
const lender = { key: "lender", name: "Sam Sample", email: "sam@example.com", tags };
const watched = { recipients: [lender, { ...borrower, witness: { tags } }] };
const sent = (witnesses?: SentFacts["witnesses"]): RuleExample => ({
  envelope: watched,
  sent: { witnesses },
});

describe("the rule witness-is-not-a-signer", () => {
  itJudges(rule, [
    ["a witness from outside, or not named yet", sent([]), []],
    [
      "a witness who signs, too",
      sent([{ signer: "borrower", alsoSigns: "lender" }]),
      ["recipients[1].witness is the signer recipients[0] of the same envelope"],
    ],
    [
      "a signer who is their own witness",
      sent([{ signer: "borrower", alsoSigns: "borrower" }]),
      ["recipients[1].witness is the signer themselves"],
    ],
    [
      "a witness who signs by a key that is no longer declared",
      sent([{ signer: "borrower", alsoSigns: "2" }]),
      ["recipients[1].witness is another signer of the same envelope"],
    ],
    [
      "an envelope that is to be sent",
      { envelope: watched },
      notApplicable("the witness is named while signing"),
    ],
    ["witnesses of whom nothing is known", sent(), notApplicable("who the witnesses are is not known")],
    [
      "signers without witnesses",
      { envelope: { recipients: [lender] }, sent: { witnesses: [] } },
      notApplicable("nobody has a witness"),
    ],
    [
      "a witness that is not known to be asked for",
      {
        envelope: { recipients: [{ ...borrower, witness: unknownValue as never }] },
        sent: { witnesses: [] },
      },
      notKnownYet,
    ],
  ]);
});
