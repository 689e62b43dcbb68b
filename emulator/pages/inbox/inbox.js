// Keeps an open page fresh: parts that have changed are put in place, without losing focus, selection or what is unfolded.

const everyMilliseconds = 2000;
const parser = new DOMParser();
const news = /** @type {HTMLElement} */ (document.getElementById("news"));

/** Each part as it was served last, by its id: what is unfolded changes it in the document. */
const served = new Map();

const parts = () => document.querySelectorAll("[data-live]");

/**
 * Tells whether somebody marks text in a part, or is at a place in it that could not be found again.
 * @param {Element} part
 */
function isInUse(part) {
  const selection = getSelection();
  const marks = selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
  const { activeElement } = document;
  return marks || (part.contains(activeElement) && activeElement?.id === "");
}

/**
 * @param {Element} part
 * @param {Element} fresh
 */
function put(part, fresh) {
  const focused = part.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  const open = [...part.querySelectorAll("details[open]")].map(({ id }) => id);
  part.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
}

/** @param {Element} part */
const countIn = (part) => Number(part.querySelector("[data-count]")?.getAttribute("data-count") ?? 0);

/**
 * What is worth saying aloud of a part: how many entries have come.
 * @param {Element} part
 * @param {Element} fresh
 */
function newsOf(part, fresh) {
  const came = countIn(fresh) - countIn(part);
  const title = fresh.querySelector("h2")?.firstChild?.textContent?.trim();
  return came > 0 ? [`${title}: ${came} more`] : [];
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = parser.parseFromString(await answer.text(), "text/html");
  const told = [];
  for (const part of parts()) {
    const fresh = page.getElementById(part.id);
    if (fresh === null || fresh.outerHTML === served.get(part.id) || isInUse(part)) continue;
    served.set(part.id, fresh.outerHTML);
    told.push(...newsOf(part, fresh));
    put(part, fresh);
  }
  if (told.length > 0) news.textContent = told.join(", ");
}

async function keepFresh() {
  // A stopped emulator must not end this: the next turn tries again.
  if (!document.hidden) await refresh().catch(() => {});
  setTimeout(keepFresh, everyMilliseconds);
}

for (const part of parts()) served.set(part.id, part.outerHTML);
setTimeout(keepFresh, everyMilliseconds);
