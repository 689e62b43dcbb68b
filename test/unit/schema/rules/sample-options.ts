import type { WireOptions, WireRecipient, WireRule, WireTag } from "../../../../schema/generated/wire.ts";
import { crossFieldIssues } from "../../../../schema/rules.ts";

/** A required signature on the first page of `nda.pdf`. */
export const signature: WireTag = { type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 };

/** A text field on the same page. */
export const field: WireTag = { ...signature, type: "text_field", width: 0.2 };

/** Somebody who signs. */
export const signer: WireRecipient = { type: "SIGNER", name: "Pat Example", email: "pat@example.com" };

/** A rule that shows what it affects once the tag named `a` is filled in. */
export const rule = (affected: Partial<WireRule>): WireRule => ({
  action: "show",
  conditions: [{ trigger_tag_name: "a", criteria: "has_value" }],
  ...affected,
});

/** What is wrong between the fields of an envelope of `nda.pdf`, which has two pages, as `path: message`. */
export const wrong = (recipients: WireRecipient[], change: Partial<WireOptions> = {}): string[] =>
  crossFieldIssues(
    { name: "NDA", emails: { invitation: { body: { message: "Please sign." } } }, recipients, ...change },
    [{ name: "nda.pdf", pages: 2 }],
  ).map(({ path, message }) => `${path.join(".")}: ${message}`);
