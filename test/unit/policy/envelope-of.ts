import type { RuleExample } from "../../../policy/example.ts";
import type { RecipientInputs, TagInputs } from "../../../schema/envelope-inputs.ts";

type TagPart = Partial<TagInputs> & Pick<TagInputs, "type">;

/** A tag in the middle of page 1, where no text is, unless it is said otherwise; text fields are wide. */
export const tagOf = (part: TagPart): TagInputs =>
  ({
    pageNumber: 1,
    x: 0.4,
    y: 0.5,
    ...(part.type === "text_field" && { width: 0.3 }),
    ...part,
  }) as TagInputs;

/** A signer with these tags. */
export const signerWith = (tags: TagPart[], rest: Partial<RecipientInputs> = {}): RecipientInputs => ({
  name: "Cleo Example",
  email: "cleo@example.com",
  tags: tags.map(tagOf),
  ...rest,
});

/** An envelope of such signers. */
export const envelopeOf = (...recipients: RecipientInputs[]): Pick<RuleExample, "envelope"> => ({
  envelope: { recipients },
});
