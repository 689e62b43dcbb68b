import type { RuleExample } from "../../../../policy/example.ts";
import { assuranceIsSufficient as rule } from "../../../../policy/rules/assurance-is-sufficient.ts";
import type { RecipientInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const link = "the signing link alone (link)";
const otp = "a code sent to their phone (otp)";
const app = "the Yoti app (app)";
const idv = "an identity check (idv)";

const signer = (
  recipient: Partial<RecipientInputs>,
  options: Record<string, unknown> = {},
  envelope: NonNullable<RuleExample["envelope"]> = {},
): RuleExample => ({
  envelope: { ...envelope, recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...recipient }] },
  options,
});
const lets = (given: string, by: string, asked: string): string[] => [
  `recipients[0].authType lets ${given} prove who signs; ${by} asks for ${asked}`,
];
const deed = { documents: [{ match: "deed*", minimum: "app" }] };
const both = { documents: [{ path: "contract.pdf" }, { path: "deeds/deed.pdf" }] };

describe("the rule assurance-is-sufficient", () => {
  itJudges(rule, [
    ["a link where codes are asked for by default", signer({}), lets(link, "the policy", otp)],
    ["a link that is declared", signer({ authType: "no-auth" }), lets(link, "the policy", otp)],
    ["codes by phone", signer({}, {}, { hasEnvelopeOtps: true }), []],
    ["the app where codes are asked for", signer({ authType: "sign-auth" }), []],
    [
      "codes where the app is asked for",
      signer({}, { minimum: "app" }, { hasEnvelopeOtps: true }),
      lets(otp, "the policy", app),
    ],
    [
      "the app where an identity check is asked for",
      signer({ authType: "sign-auth" }, { minimum: "idv" }),
      lets(app, "the policy", idv),
    ],
    ["an identity check", signer({ authType: "idv" }, { minimum: "idv" }), []],
    [
      "an identity check by a verification",
      signer({ verification: { idv: { sessionConfigName: "Real Estate" } } }, { minimum: "idv" }),
      [],
    ],
    [
      "a check of the age alone",
      signer({ verification: { age: { ageEstimation: { allowed: true } } } }),
      lets(link, "the policy", otp),
    ],
    ["a CC", { envelope: { recipients: [{ type: "CC", name: "Ari Copy", email: "ari@example.com" }] } }, []],
    [
      "a document that asks for more",
      signer({}, { minimum: "link", ...deed }, both),
      lets(link, "deed.pdf", app),
    ],
    [
      "a document by its path",
      signer({}, { documents: [{ match: "deeds/*", minimum: "idv" }] }, both),
      lets(link, "deed.pdf", idv),
    ],
    [
      "a document that the signer does not see",
      signer({ excludedFiles: ["deed.pdf"] }, { minimum: "link", ...deed }, both),
      [],
    ],
    [
      "a document that asks for less than the policy",
      signer({}, { minimum: "idv", ...deed }, both),
      lets(link, "the policy", idv),
    ],
    [
      "documents of which none asks for more",
      signer({}, { minimum: "link", ...deed }, { documents: [{ path: "a.pdf" }] }),
      [],
    ],
    [
      "any envelope where the link is enough",
      signer({}, { minimum: "link" }),
      notApplicable("its options ask for no more than the link"),
    ],
    ["a proof that is not known", signer({ authType: unknownValue as never }), notKnownYet],
    ["codes that are not known", signer({}, {}, { hasEnvelopeOtps: unknownValue as never }), notKnownYet],
    [
      "an identity check where it is not known whether there are codes",
      signer({ authType: "idv" }, {}, { hasEnvelopeOtps: unknownValue as never }),
      [],
    ],
    [
      "the app where it is not known which documents the signer sees",
      signer({ authType: "sign-auth", excludedFiles: unknownValue as never }, deed, both),
      [],
    ],
  ]);
});
