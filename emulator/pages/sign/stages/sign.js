// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
/** @import { Task } from "../tasks.js" */
import { documents } from "../documents.js";
import { element } from "../dom.js";
import { errorSummary } from "../error-summary.js";
import { Form } from "../form.js";
import { guide } from "../guide.js";
import { heading } from "../heading.js";
import { post, Refused } from "../service.js";
import { checklist, documentList, letter } from "../side.js";
import { Zoom } from "../zoom.js";

/**
 * The documents with their fields, and a guide through them.
 *
 * @param {SigningView} view
 * @param {(view: SigningView) => void} goOn called with where the person is once they have signed
 * @returns {Node[]}
 */
export function sign(view, goOn) {
  const form = new Form(view);
  const work = element("form", {
    class: "work",
    novalidate: true,
    "aria-label": "Documents",
    // Enter in a field goes on to the next one; nobody signs by accident.
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      if (event.target.type === "file") return;
      event.preventDefault();
      bar.next();
    },
  });
  const zoom = new Zoom(work);
  const summary = errorSummary(form, goTo);
  const bar = guide(form, { goTo, sign: submit });

  /** @param {Task} task */
  function goTo(task) {
    const index = task.members.find((one) => form.values.get(one) === true) ?? task.members[0] ?? -1;
    const node = document.getElementById(`tag-${index}`);
    const control = node?.querySelector("input");
    if (!node || !control) return;
    zoom.toRead(node);
    control.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center", inline: "center" });
  }

  let isSigning = false;
  async function submit() {
    if (isSigning) return;
    if (form.judgeAll().length > 0) return summary.show();
    isSigning = true;
    bar.busy(true);
    try {
      goOn(await post("/submit", { values: form.answers() }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      form.refused(error.errors);
      summary.show(error.errors.length === 0 ? error.message : undefined);
    } finally {
      isSigning = false;
      bar.busy(false);
    }
  }

  work.append(summary.node, zoom.node, ...documents(form));
  // On a small screen a field is made large when it is typed into.
  work.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "text") return;
    const node = target.closest(".tag");
    if (!node) return;
    const before = zoom.value;
    zoom.toRead(node);
    if (zoom.value !== before) node.scrollIntoView({ block: "center", inline: "center" });
  });
  const side = [letter(view), documentList(view), checklist(form, goTo)];
  return [
    element("a", { class: "button skip", href: "#documents-start" }, "Skip to the documents"),
    heading(view),
    element(
      "main",
      { class: "columns" },
      element("div", { class: "side" }, ...side),
      element("div", { id: "documents-start", tabindex: "-1" }, work),
    ),
    bar.node,
  ];
}
