import type { Tag } from "../schema/generated/inputs.ts";
import type { Path } from "../schema/issue.ts";
import type { PolicyEnvelope } from "./subject.ts";

/** A text that somebody reads, and where it is. */
export interface EnvelopeText {
  path: Path;
  text: string;
  /** `person`: a recipient's name or role; `field`: what a text field is prefilled with. */
  about: "envelope" | "person" | "field" | "help";
}

/** All texts that recipients read besides the documents: in e-mails, as people's names and roles, and at tags. */
export function envelopeTexts({ name, emails, recipients }: PolicyEnvelope): EnvelopeText[] {
  const found: EnvelopeText[] = [];
  const add = (path: Path, text: unknown, about: EnvelopeText["about"]): void => {
    // What is no text is refused elsewhere.
    if (typeof text === "string") found.push({ path, text, about });
  };
  const addTags = (path: Path, tags: readonly Tag[] = []): void => {
    for (const [index, { prefilledValue, helpText, validation }] of tags.entries()) {
      add([...path, index, "prefilledValue"], prefilledValue, "field");
      add([...path, index, "helpText"], helpText, "help");
      add([...path, index, "validation", "errorMessage"], validation?.errorMessage, "help");
    }
  };
  add(["name"], name, "envelope");
  add(["emails", "name"], emails?.name, "envelope");
  add(["emails", "invitation", "body", "message"], emails?.invitation?.body.message, "envelope");
  for (const [index, recipient] of recipients.entries()) {
    const path: Path = ["recipients", index];
    add([...path, "name"], recipient.name, "person");
    add([...path, "role"], recipient.role, "person");
    addTags([...path, "tags"], recipient.tags);
    addTags([...path, "witness", "tags"], recipient.witness?.tags);
  }
  return found;
}
