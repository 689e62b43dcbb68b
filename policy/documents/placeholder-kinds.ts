/** A placeholder in a text, by its first and last position (exclusive). */
export interface Placeholder {
  /** What messages call it: never more of the document's text than all documents share. */
  title: string;
  /** As it is spelt, white space as single spaces. */
  spelling: string;
  start: number;
  end: number;
}

interface Kind {
  title: string | ((match: string) => string);
  /** Global; each part of bounded length, so that no text takes long. */
  pattern: RegExp;
  /** Whether what the pattern found is a placeholder. */
  isMeant?(match: string, text: string, at: number): boolean;
}

/** What is filled in by whoever writes a contract; the last word of `[COMPANY NAME]`, the first of `[Name of party]`. */
const BLANKS = new Set(
  "address amount buyer city client company contractor country county currency customer date day description email employee employer fee jurisdiction landlord licensee licensor month name number party percentage phone position postcode price purchaser rate salary seller state street supplier telephone tenant term time title url vendor website year zip".split(
    " ",
  ),
);

const TEMPLATE_WORDS = /^\[ ?(?:insert|enter|fill|your|to be|add|specify|select|choose|delete as)\b/i;

/** What makes a roman thirty of three X. */
const NUMBERED =
  /\b(?:article|title|chapter|section|part|book|schedule|annex|appendix|exhibit|volume|clause|no)\.?\s{1,3}$/i;

const isUpper = (word: string): boolean => /\p{Lu}{2}/u.test(word) && word === word.toUpperCase();

const KINDS: readonly Kind[] = [
  { title: "{{…}}", pattern: /\{\{[^{}]{1,100}\}\}/g },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what stands in documents.
  { title: "${…}", pattern: /\$\{[^{}]{1,100}\}/g },
  { title: "<<…>>", pattern: /<<[^<>\n]{1,100}>>/g },
  // Word's merge fields; quoted text has spaces or is one word.
  { title: "«…»", pattern: /«\w{1,40}_\w{1,40}»/g },
  { title: (match) => match, pattern: /\[ ?[●•⚫\uf0b7] ?\]/g },
  {
    title: "[…]",
    pattern: /\[[^[\]]{1,100}\]/g,
    isMeant: (match) => TEMPLATE_WORDS.test(match) || isBlank(match.slice(1, -1).trim()),
  },
  {
    title: (match) => match,
    pattern: /(?<![\p{L}\p{N}_])(?:TODO|TBD)(?![\p{L}\p{N}_])/gu,
    // "TODO" is a word of other languages, in texts that are all capitals.
    isMeant: (match, text, at) => match === "TBD" || !isAmongCapitals(text, at, at + match.length),
  },
  {
    title: () => "XXX",
    pattern: /(?<![\p{L}\p{N}_])X{3,30}(?![\p{L}\p{N}_])/gu,
    isMeant: (match, text, at) => match.length > 3 || !isNumber(text, at, at + match.length),
  },
  {
    title: () => "DRAFT",
    pattern:
      /(?<=^[ \t]{0,20})(?:CONFIDENTIAL |FIRST |WORKING )?(?:DRAFT|D R A F T)(?: (?:COPY|ONLY|VERSION|CONTRACT|AGREEMENT))?(?=[ \t]{0,20}$|[ \t]*[-–—:(/]|[ \t]+[vV]?\d)/gm,
  },
  { title: "lorem ipsum", pattern: /\blorem\s{1,3}ipsum\b/gi },
];

/** All placeholders of a text, kind by kind. */
export const fixedPlaceholders = (text: string): Placeholder[] =>
  KINDS.flatMap(({ title, pattern, isMeant }) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: match, index }) => isMeant?.(match, text, index) ?? true)
      .map(({ 0: match, index }) => ({
        title: typeof title === "string" ? title : title(match),
        spelling: match.replace(/\s+/g, " "),
        start: index,
        end: index + match.length,
      })),
  );

function isBlank(content: string): boolean {
  const words = content.split(/[\s_/]+/);
  if (words.length > 5 || !/^\p{Lu}/u.test(content)) return false;
  const isNoun = (word: string | undefined) => BLANKS.has(word?.toLowerCase() ?? "");
  return isNoun(words.at(-1)) || (isNoun(words[0]) && words[1]?.toLowerCase() === "of");
}

/** Whether the words beside a place on its line are in capitals too. */
function isAmongCapitals(text: string, start: number, end: number): boolean {
  const before = /(\p{L}+)[ \t]+$/u.exec(text.slice(Math.max(0, start - 40), start))?.[1] ?? "";
  const after = /^[ \t]+(\p{L}+)/u.exec(text.slice(end, end + 40))?.[1] ?? "";
  return isUpper(before) || isUpper(after);
}

const isNumber = (text: string, start: number, end: number): boolean =>
  NUMBERED.test(text.slice(Math.max(0, start - 20), start)) || /^\. ?\p{Lu}/u.test(text.slice(end, end + 3));
