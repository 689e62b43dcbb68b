import type { RuleExample } from "../../../../policy/example.ts";
import { signerHasRole as rule } from "../../../../policy/rules/signer-has-role.ts";
import type { RecipientInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notKnownYet } from "../it-judges.ts";

const one = (rest: Partial<RecipientInputs>): RuleExample => ({
  envelope: { recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...rest }] },
});

describe("the rule signer-has-role", () => {
  itJudges(rule, [
    ["a signer with a role", one({ role: "Buyer" }), []],
    ["a signer without", one({}), ["recipients[0] has no role"]],
    ["a signer with a role of spaces", one({ role: "  " }), ["recipients[0] has no role"]],
    ["a signer with a key alone", one({ key: "buyer" }), ["recipients[0] has no role"]],
    ["a CC", one({ type: "CC" }), []],
    ["a role that is not known", one({ role: unknownValue }), notKnownYet],
  ]);
});
