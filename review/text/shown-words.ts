/** A word of a text as it is, and as the review shows it. */
export interface ShownWord {
  own: string;
  shown: string;
}

/** What white space separates; letters that are composed otherwise (NFC) are no other letters. */
export const wordsOf = (text: string): string[] => text.normalize("NFC").split(/\s+/u).filter(Boolean);

/** The words of a text, shown as they are. */
export const plainWords = (text: string): ShownWord[] => wordsOf(text).map((own) => ({ own, shown: own }));
