// Keeps an open page fresh: parts that have changed are put in place, without losing focus, selection or what is unfolded.

const everyMilliseconds = 2000;
const parser = new DOMParser();
const served = new Map();

for (const part of document.querySelectorAll("[data-live]")) served.set(part.id, part.outerHTML);

/** Tells whether somebody marks text in a part, or is at a place in it that could not be found again. */
function isInUse(part) {
  const selection = getSelection();
  const marks = selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
  const { activeElement } = document;
  return marks || (part.contains(activeElement) && activeElement.id === "");
}

function put(part, fresh) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...part.querySelectorAll("details[open]")].map(({ id }) => id);
  part.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
}

const countIn = (part) => Number(part.querySelector("[data-count]")?.dataset.count ?? 0);

/** What is worth saying aloud of a part: how many entries have come. */
function newsOf(part, fresh) {
  const came = countIn(fresh) - countIn(part);
  return came > 0 ? [`${fresh.querySelector("h2").firstChild.textContent.trim()}: ${came} more`] : [];
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = parser.parseFromString(await answer.text(), "text/html");
  const news = [];
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (fresh === null || fresh.outerHTML === served.get(part.id) || isInUse(part)) continue;
    served.set(part.id, fresh.outerHTML);
    news.push(...newsOf(part, fresh));
    put(part, fresh);
  }
  if (news.length > 0) document.getElementById("news").textContent = news.join(", ");
}

async function keepFresh() {
  // A stopped emulator must not fill the console: the next turn tries again.
  if (!document.hidden) await refresh().catch(() => {});
  setTimeout(keepFresh, everyMilliseconds);
}

setTimeout(keepFresh, everyMilliseconds);
