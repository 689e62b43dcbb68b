import type { Mask } from "../review.ts";

/** What stands for anything that is not shown at all. */
export const hiddenForm = "***";

/** Letters, digits and what belongs to them. */
export const word = /[\p{L}\p{N}\p{M}]+/gu;

/** A text of which each word keeps its first letter: `P** E******`; one that has no words is hidden. */
export function maskedWords(text: string, mask: Mask): string {
  if (mask === "none" || text === "") return text;
  if (mask === "full" || text.search(word) < 0) return hiddenForm;
  return text.replace(word, initial);
}

/** `p**@example.com`; what is no address is taken for a name. */
export function maskedEmail(email: string, mask: Mask): string {
  const at = email.lastIndexOf("@");
  if (mask !== "partial" || at < 1) return maskedWords(email, mask);
  return `${initial(email.slice(0, at))}${email.slice(at)}`;
}

/** The last two digits are left. */
export function maskedPhone(phone: string, mask: Mask): string {
  if (mask === "none" || phone === "") return phone;
  return mask === "full" ? hiddenForm : phone.replace(/\d(?=(?:\D*\d){2})/g, "*");
}

function initial(text: string): string {
  const [first = "", ...rest] = [...text];
  return first + "*".repeat(Math.max(1, rest.length));
}
