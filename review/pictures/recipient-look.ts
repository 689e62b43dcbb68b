import type { ReviewedRecipient } from "../review.ts";

/** How a recipient's tags look, on pictures and in texts about them. */
export interface RecipientLook {
  /** The recipient's key. */
  key: string;
  /** From 1, in the order they are declared: what tells recipients apart without colours. */
  number: number;
  /** Six hex digits behind `#`. */
  colour: string;
  /** The role, else the key. */
  title: string;
}

/**
 * Colours that people with any common colour blindness can tell from their neighbours, dark enough for white letters on
 * them and for letters of theirs on white (WCAG 2.2 AA: 4.5 to 1). After the last they begin again: numbers differ.
 */
export const COLOURS = [
  "#0b5cad",
  "#b34700",
  "#00705a",
  "#8a2f87",
  "#7a5c00",
  "#00728f",
  "#a6192e",
  "#3f4650",
] as const;

/** The looks of an envelope's recipients, by key. */
export function recipientLooks(
  recipients: readonly Pick<ReviewedRecipient, "key" | "role">[],
): ReadonlyMap<string, RecipientLook> {
  return new Map(
    recipients.map(({ key, role }, index) => [
      key,
      { key, number: index + 1, colour: COLOURS[index % COLOURS.length] as string, title: role || key },
    ]),
  );
}

/** The look of a recipient of whom nothing but the key is known: of a tag from before, whose recipient is gone. */
export const goneLook = (key: string): RecipientLook => ({
  key,
  number: 0,
  colour: "#3f4650",
  title: key,
});
