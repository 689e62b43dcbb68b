/** What is said behind words that differ from those before them, although both are shown alike. */
export const anotherMark = " (another)";

/** Words with the mark behind those that are wanted: once where they follow each other. */
export const withAnotherMarks = (words: readonly string[], isAnother: (at: number) => boolean): string[] =>
  words.map((word, at) => (isAnother(at) && !isAnother(at + 1) ? word + anotherMark : word));
