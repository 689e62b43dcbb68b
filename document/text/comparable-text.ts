/** A text as it is compared, and where each of its UTF-16 units comes from. */
export interface ComparableText {
  readonly text: string;
  /** For each unit of `text`: where the character it comes from begins in the original. */
  readonly starts: Uint32Array;
  /** For each unit of `text`: where the character it comes from ends in the original, exclusive. */
  readonly ends: Uint32Array;
}

export interface CompareOptions {
  /** Capitals and small letters are the same; default false. */
  readonly ignoreCase?: boolean | undefined;
  /** What to do with hyphens at line ends, which may or may not belong to the word; default "keep". */
  readonly lineEndHyphens?: "keep" | "drop";
}

/** What typists and word processors write for the same sign. */
const SAME: Readonly<Record<string, string>> = { "‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-" };

/** White space, soft hyphens, and characters of no width. */
const IGNORED = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;

/**
 * Brings a text into the form in which it is compared: without white space and soft hyphens, ligatures and other
 * compatibility characters taken apart (Unicode NFKD, so that é is one thing however it is written), quotation marks
 * straight.
 */
export function comparable(
  original: string,
  { ignoreCase = false, lineEndHyphens = "keep" }: CompareOptions = {},
): ComparableText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const start = at;
    at += character.length;
    if (lineEndHyphens === "drop" && original[at] === "\n" && /[-\u2010\u2011]/.test(character)) continue;
    for (const piece of character < "\u0080" ? character : character.normalize("NFKD")) {
      if (IGNORED.test(piece)) continue;
      const sign = SAME[piece] ?? piece;
      const part = ignoreCase ? sign.toLowerCase() : sign;
      parts.push(part);
      for (let unit = 0; unit < part.length; unit++) {
        starts.push(start);
        ends.push(at);
      }
    }
  }
  return { text: parts.join(""), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}
