/** Markup that is safe to send: what `html` made, everything put into it escaped. */
export class Html {
  readonly markup: string;

  /** @param markup taken as it is; use `html` for anything that is not written in the source */
  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

/** What may stand in an `html` template: texts are escaped, lists joined, and nothing shows for the last three. */
export type HtmlValue = Html | string | number | readonly HtmlValue[] | null | undefined | false;

/**
 * Markup from a template, everything put into it escaped for text and for attributes in quotation marks. Attributes
 * without quotation marks, scripts and styles are no places for values.
 *
 * @example html`<a href="${address}">${name}</a>`
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + escaped(values[index - 1]) + text));
}

const entities: Record<string, string> = {
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
  return String(value).replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
