import { envelopeTexts } from "../envelope-texts.ts";
import { type Placeholder, placeholdersIn, placeholderWords } from "../placeholders.ts";
import { defineRule, type Rule } from "../rule.ts";

/** Nothing that people read still has a placeholder in it. */
export const messageHasNoPlaceholders: Rule = defineRule({
  name: "message-has-no-placeholders",
  title: "Nothing that recipients read still has a placeholder in it.",
  description:
    "A variable that was not filled in, a note to oneself or filler text reaches people by e-mail, where it cannot be corrected. Looked at are the name, the message, the sender's name, recipients' names and roles, help texts, error messages and prefilled values.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "sending",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      allow: {
        description: "Texts that look like placeholders and are meant, as `[FINAL]`.",
        type: "array",
        items: { type: "string", minLength: 1 },
        default: [],
      },
    },
  },
  fix: "Fill it in, or name it in the rule's option allow where it is meant.",
  check: ({ envelope }, _context, { allow }: { allow: readonly string[] }) =>
    envelopeTexts(envelope).flatMap(({ path, text }) => {
      const [first, ...more] = placeholdersIn(text).filter(
        ({ index, length }) => !allow.includes(text.slice(index, index + length)),
      );
      return first ? [{ path, message: messageFor(text, first, more.length) }] : [];
    }),
});

function messageFor(text: string, { kind, index }: Placeholder, more: number): string {
  const at = [...text.slice(0, index)].length + 1;
  return `has ${placeholderWords[kind]} at character ${at}${more > 0 ? `, and ${more} more` : ""}`;
}
