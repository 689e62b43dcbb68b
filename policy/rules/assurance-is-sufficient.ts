import type { PolicyDocument } from "../document-facts.ts";
import { fits } from "../glob.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import type { PolicyEnvelope, PolicyRecipient } from "../subject.ts";

/** How sure one can be of who signs, from least to most. */
const levels = ["link", "otp", "app", "idv"] as const;

type Assurance = (typeof levels)[number];

interface AssuranceOptions {
  minimum: Assurance;
  documents: readonly { match: string; minimum: Assurance }[];
}

const proofs: Readonly<Record<Assurance, string>> = {
  link: "the signing link alone (link)",
  otp: "a code sent to their phone (otp)",
  app: "the Yoti app (app)",
  idv: "an identity check (idv)",
};

const assurance = {
  description:
    "link: the signing link alone; otp: also a code sent to the phone; app: the Yoti app; idv: an identity check.",
  enum: levels,
};

/** Who signs is proved as well as the documents deserve. */
export const assuranceIsSufficient: Rule = defineRule({
  name: "assurance-is-sufficient",
  title: "Signers prove who they are well enough for what they sign.",
  description:
    "By the link alone signs whoever reads the signer's e-mail. What that is good enough for is for the sender to say, for all documents or for some. A signer has to prove what the most demanding document asks for that they see.",
  severity: "high",
  defaultLevel: "disabled",
  strictLevel: "disabled",
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      minimum: { ...assurance, default: "otp" },
      documents: {
        description: "Documents that ask for more, by name or path; * stands for any text.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["match", "minimum"],
          properties: { match: { type: "string", minLength: 1 }, minimum: assurance },
        },
        default: [],
      },
    },
  },
  frameworks: ["eIDAS Art. 26"],
  fix: "Set the signer's authType (sign-auth for app, idv for an identity check), or hasEnvelopeOtps for codes by phone.",
  check(subject, _context, { minimum, documents: demands }: AssuranceOptions) {
    if (minimum === "link" && demands.length === 0)
      return notApplicable("its options ask for no more than the link");
    const { envelope } = subject;
    const demanding = demands.length === 0 ? [] : demandingDocuments(subject.documents, demands);
    return envelope.recipients.flatMap((recipient, index) => {
      if (recipient.type !== "SIGNER") return [];
      const given = assuranceOf(recipient, envelope);
      const { asked, by } = demandOn(recipient, minimum, demanding, given);
      return rank(given) >= rank(asked)
        ? []
        : [
            {
              path: ["recipients", index, "authType"],
              message: `lets ${proofs[given]} prove who signs; ${by} asks for ${proofs[asked]}`,
            },
          ];
    });
  },
});

const rank = (level: Assurance): number => levels.indexOf(level);

interface Demand {
  name: string;
  minimum: Assurance;
}

function demandingDocuments(
  documents: readonly PolicyDocument[],
  demands: AssuranceOptions["documents"],
): Demand[] {
  return documents.flatMap(({ name, path }) =>
    demands
      .filter(({ match }) => fits(match, name) || fits(match, path))
      .map(({ minimum }) => ({ name, minimum })),
  );
}

function assuranceOf(recipient: PolicyRecipient, envelope: PolicyEnvelope): Assurance {
  if (recipient.authType === "idv" || recipient.verification?.idv !== undefined) return "idv";
  if (recipient.authType === "sign-auth") return "app";
  return envelope.hasEnvelopeOtps === true ? "otp" : "link";
}

/** The most that is asked of a signer, and what asks for it. */
function demandOn(
  recipient: PolicyRecipient,
  minimum: Assurance,
  demanding: readonly Demand[],
  given: Assurance,
): { asked: Assurance; by: string } {
  let most = { asked: minimum, by: "the policy" };
  // Which files the signer does not see may not be known yet, and need not be where enough is proved.
  for (const { name, minimum: asked } of demanding)
    if (rank(asked) > Math.max(rank(most.asked), rank(given)) && !recipient.excludedFiles?.includes(name))
      most = { asked, by: name };
  return most;
}
