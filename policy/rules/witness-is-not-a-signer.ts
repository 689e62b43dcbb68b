import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** Who watches a signer sign has no part in what is signed. */
export const witnessIsNotASigner: Rule = defineRule({
  name: "witness-is-not-a-signer",
  title: "No witness is a signer of the same envelope.",
  description:
    "A witness attests that somebody else signed; who is a party to the deed cannot be its witness, and nobody can be their own. The signer names the witness while signing, so this is judged by what the service has said since. It is the signer's doing, not the program's: therefore it is shown, and stops nothing unless the policy says so.",
  severity: "high",
  defaultLevel: "advisory",
  judges: "standing",
  frameworks: ["Law of Property (Miscellaneous Provisions) Act 1989 s. 1(3)"],
  fix: "Have it signed anew with a witness who has no part in it; `supersedes` withdraws what was sent.",
  check({ envelope, sent }) {
    const watched = envelope.recipients.flatMap((recipient, index) =>
      recipient.type === "SIGNER" && recipient.witness !== undefined ? [{ index, key: recipient.key }] : [],
    );
    if (watched.length === 0) return notApplicable("nobody has a witness");
    if (!sent) return notApplicable("the witness is named while signing");
    const { witnesses } = sent;
    if (!witnesses) return notApplicable("who the witnesses are is not known");
    const places = new Map(envelope.recipients.map(({ key }, index) => [key, index]));
    return watched.flatMap(({ index, key }) => {
      const witness = witnesses.find(({ signer }) => signer === key);
      if (!witness) return [];
      const place = places.get(witness.alsoSigns);
      const who = place === undefined ? "another signer" : `the signer recipients[${place}]`;
      const message = place === index ? "is the signer themselves" : `is ${who} of the same envelope`;
      return [{ path: ["recipients", index, "witness"], message }];
    });
  },
});
