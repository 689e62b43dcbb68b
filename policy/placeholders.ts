/**
 * How a placeholder looks: in braces (`{{name}}`, `${name}`, `{name}`, `<%= name %>`), in square brackets (`[NAME]`,
 * `[insert date]`, `[●]`), in angle brackets (`<<name>>`, `«First_Name»`), between signs (`%NAME%`, `__NAME__`); a word
 * for work to be done (`TODO`, `TBC`, `XXXX`); filler text (`lorem ipsum`); what a program writes for a value that it
 * does not have (`[object Object]`, `Dear undefined`).
 */
export type PlaceholderKind = "braces" | "brackets" | "angles" | "signs" | "marker" | "filler" | "unset";

/** Each kind in the words of a message: what a text has. It never repeats the text. */
export const placeholderWords: Readonly<Record<PlaceholderKind, string>> = {
  braces: "a placeholder in braces",
  brackets: "a placeholder in square brackets",
  angles: "a placeholder in angle brackets",
  signs: "a placeholder between signs",
  marker: "a note that something is still to be done",
  filler: "filler text",
  unset: "what a program writes in place of a value",
};

/** Where a text has a placeholder, in UTF-16 units. */
export interface Placeholder {
  kind: PlaceholderKind;
  index: number;
  length: number;
}

// Every repetition is bounded or excludes its own beginning, so that no text takes long.
const patterns: readonly (readonly [PlaceholderKind, RegExp])[] = [
  // What Pulumi makes of an output in a text comes before the brackets that are in it.
  ["unset", /Calling \[toString\] on an \[Output<T>\]/g],
  ["unset", /\[object \w{1,30}\]|\bInvalid Date\b/g],
  ["unset", /\b(?:Dear|Hello|Hi|Mr|Mrs|Ms)\.?\s(?:undefined|null|NaN)\b/gi],
  ["braces", /\{\{[^{}]{0,100}\}\}|\$\{[^{}]{0,100}\}|<%[^<>%]{0,100}%>/g],
  // Scholars write the addresses of several people as {one, other}@example.com.
  ["braces", /(?<![{$])\{(?:\d{1,2}|[A-Za-z_][\w. -]{1,40})\}(?!@)/g],
  // Brackets of contracts that are meant to stay are not among these.
  [
    "brackets",
    /\[(?!(?:SIGNATURES?|REMAINDER|INTENTIONALLY|END|SEAL|SIC|REDACTED|RESERVED|OMITTED|L\.S|PAGE)\b)(?=[^[\]a-z]{0,60}\p{Lu}{2})\p{Lu}[\p{Lu}\d _/.,:'’&-]{1,60}\](?!\()/gu,
  ],
  [
    "brackets",
    /\[\s{0,3}(?:insert|enter|add|fill in|your|name|first name|last name|full name|date|company|address|job title|amount|signatory|client|customer|recipient|project)\b[^[\]]{0,60}\](?!\()/gi,
  ],
  ["brackets", /\[\s{0,3}(?:[●•]|…|\.{2,20}|_{2,40}|\?{1,10})\s{0,3}\]/g],
  ["angles", /<<[^<>\n]{1,60}>>|<(?:insert|enter|your)\b[^<>]{0,60}>|<[A-Z][A-Z _]{2,40}>/gi],
  // Quotation marks in many languages, too: only what looks like a field of a mail merge.
  ["angles", /«[A-Za-z]\w{0,40}(?:_\w{1,40}|Name|Date|Address|Number|Company)»/g],
  ["signs", /%{1,2}[A-Z][A-Z\d_]{2,40}%{1,2}|__[A-Z][A-Z\d]{1,40}(?:_[A-Z\d]{1,40}){0,5}__/g],
  ["signs", /@@\w{2,40}@@|##\w{2,40}##|(?<!\S)%[sd]\b/g],
  // In a line of capitals it is the Spanish or Portuguese word.
  ["marker", /(?<!\p{Lu}{2} )\bTODO\b(?! \p{Lu}{2})/gu],
  ["marker", /\b(?:FIXME|TBD|TBC|TBA)\b/g],
  // Four, since three are a Roman number; those of a masked number stay.
  ["marker", /\b[Xx]{4,40}\b(?![-\s]?[\dXx])/g],
  ["filler", /\blorem\s{1,3}ipsum\b|\bdolor\s{1,3}sit\s{1,3}amet\b/gi],
];

/** Where a text has placeholders, in order; of those that overlap the first, and of those the longest. */
export function placeholdersIn(text: string): Placeholder[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }): Placeholder => ({ kind, index, length })),
  );
  let end = 0;
  return found
    .toSorted((one, other) => one.index - other.index || other.length - one.length)
    .filter(({ index, length }) => {
      if (index < end) return false;
      end = index + length;
      return true;
    });
}
