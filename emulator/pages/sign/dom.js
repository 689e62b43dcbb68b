// @ts-check

/**
 * Makes an element. What is given as text stays text: nothing is ever read as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes] `on…` with a function listens to an event; true is an attribute without
 * value; false, null and undefined are left out
 * @param {...(Node | string | number | false | null | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children)
    if (child !== false && child !== null && child !== undefined)
      made.append(typeof child === "number" ? String(child) : child);
  return made;
}

/**
 * Sets custom properties and other styles. The page's policy forbids `style` attributes, and this goes around them.
 *
 * @template {HTMLElement} T
 * @param {T} styled
 * @param {Record<string, string | number>} styles
 * @returns {T}
 */
export function withStyle(styled, styles) {
  for (const [name, value] of Object.entries(styles)) styled.style.setProperty(name, String(value));
  return styled;
}

/**
 * "1 page", "2 pages".
 *
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Gives an element these children, and leaves those in place that are the same already: leaving a field brings the page up
 * to date, and a button that is replaced between the press and the release of a mouse is never clicked.
 *
 * @param {Element} parent
 * @param {readonly Element[]} children
 */
export function show(parent, children) {
  for (const [at, child] of children.entries()) {
    const present = parent.children[at];
    if (!present) parent.append(child);
    else if (!present.isEqualNode(child)) present.replaceWith(child);
  }
  for (const left of [...parent.children].slice(children.length)) left.remove();
}
