import type { RuleExample } from "../../../../policy/example.ts";
import { signerHasSomethingToDo as rule } from "../../../../policy/rules/signer-has-something-to-do.ts";
import type { RecipientInputs, TagInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const signer = (rest: Partial<RecipientInputs>): RuleExample => ({
  envelope: { recipients: [{ name: "Cleo Example", email: "cleo@example.com", ...rest }] },
});
const tag = (type: TagInputs["type"], rest: Partial<TagInputs> = {}): TagInputs =>
  ({
    type,
    pageNumber: 1,
    x: 0.1,
    y: 0.8,
    ...(type === "text_field" && { width: 0.2 }),
    ...rest,
  }) as TagInputs;
const idle = "recipients[0] is asked to sign and has nothing to do: all tags fill themselves in";

describe("the rule signer-has-something-to-do", () => {
  itJudges(rule, [
    ["a signer with a signature", signer({ tags: [tag("signature")] }), []],
    ["a signer with a text to write", signer({ tags: [tag("text_field")] }), []],
    [
      "a signer with what may be left empty",
      signer({ tags: [tag("checkbox_field", { optional: true })] }),
      [],
    ],
    ["a signer without tags", signer({}), ["recipients[0] is asked to sign and has no tags"]],
    ["a signer with an empty list", signer({ tags: [] }), ["recipients[0] is asked to sign and has no tags"]],
    ["a signer with a date that sets itself only", signer({ tags: [tag("date_signed_field")] }), [idle]],
    [
      "a signer with a text that is only to be read",
      signer({
        tags: [tag("text_field", { readonly: true, prefilledValue: "No. 12" }), tag("date_signed_field")],
      }),
      [idle],
    ],
    [
      "a signer whose identity is to be checked",
      signer({ authType: "idv", verification: { idv: { sessionConfigName: "Real Estate" } } }),
      [],
    ],
    ["a CC", signer({ type: "CC" }), []],
    [
      "tags that are read from the documents",
      { envelope: { autotagging: "ALL" } },
      notApplicable("tags are read from the documents"),
    ],
    ["tags that are not known", signer({ tags: unknownValue as never }), notKnownYet],
    [
      "a signer with a signature, whose name is not known",
      signer({ name: unknownValue, tags: [tag("signature")] }),
      [],
    ],
  ]);
});
