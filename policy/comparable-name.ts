/** Letters with a stroke or of two letters, which have no accent that could be taken off. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ß: "ss",
};

/**
 * What two spellings of a person's name have in common: case, accents of Latin, Greek and Cyrillic letters, signs,
 * spaces and the order of the words do not count. Empty: the name has neither letters nor digits.
 */
export function comparableName(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    // Only these: marks of other scripts are vowels or other consonants.
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[øłđðþæœıß]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  return words.filter(Boolean).toSorted().join(" ");
}
