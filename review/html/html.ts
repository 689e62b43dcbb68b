/** Markup that is safe to show: what `html` made, everything put into it escaped. */
export class Html {
  readonly markup: string;

  /** @param markup taken as it is; use `html` for anything that is not written in the source */
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in an `html` template: texts are escaped, lists joined, and nothing shows for the last three. */
export type HtmlValue = Html | string | number | readonly HtmlValue[] | null | undefined | false;

/**
 * Markup from a template, everything put into it escaped for text and for attributes in quotation marks. Characters that
 * do not show, or that turn the direction of what follows, are written as `U+202E`. Attributes without quotation marks,
 * scripts and styles are no places for values.
 *
 * @example html`<a href="#${id}">${name}</a>`
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(
    strings.reduce(
      (markup, part, index) => (index === 0 ? part : markup + escaped(values[index - 1]) + part),
      "",
    ),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(escaped).join("");
  return String(value)
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] as string)
    .replace(UNSEEN, (letter) => `⟨U+${hex(letter)}⟩`);
}

/** Controls, marks of direction and what has no width, but for joiners, which scripts and emoji need. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const hex = (letter: string): string => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
