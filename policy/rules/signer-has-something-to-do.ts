import type { Tag } from "../../schema/generated/inputs.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";

/** Whether the signer does something there; what the service or the sender fills in asks for nothing. */
const asksForSomething = (tag: Tag): boolean =>
  tag.type !== "date_signed_field" && !(tag.type === "text_field" && tag.readonly === true);

/** Nobody is asked to sign who has nothing to fill in. */
export const signerHasSomethingToDo: Rule = defineRule({
  name: "signer-has-something-to-do",
  title: "Every signer has something to fill in, or to verify.",
  description:
    "A signer without tags is e-mailed, reminded and waited for, and finds nothing to do. Dates that set themselves and read-only texts are nothing to do either. Mostly this is a CC of the wrong type, or the tags were given to somebody else.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  fix: "Give the signer tags, or make them a CC.",
  check({ envelope }) {
    if (envelope.autotagging !== undefined) return notApplicable("tags are read from the documents");
    return envelope.recipients.flatMap((recipient, index) => {
      if (recipient.type !== "SIGNER") return [];
      const { tags = [] } = recipient;
      if (tags.some(asksForSomething) || recipient.verification !== undefined) return [];
      const message =
        tags.length === 0
          ? "is asked to sign and has no tags"
          : "is asked to sign and has nothing to do: all tags fill themselves in";
      return [{ path: ["recipients", index], message }];
    });
  },
});
