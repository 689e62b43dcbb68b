// @ts-check
/** @import { Form } from "./form.js" */
/** @import { Task } from "./tasks.js" */
import { counted, element, show } from "./dom.js";

/**
 * What keeps the person from signing, with a link to each field. It comes when they want to sign, and goes when all is
 * well.
 *
 * @param {Form} form
 * @param {(task: Task) => void} goTo
 */
export function errorSummary(form, goTo) {
  const title = element("h2", { id: "errors-title" });
  const list = element("ul");
  const node = element(
    "section",
    { class: "errors", tabindex: "-1", "aria-labelledby": "errors-title", hidden: true },
    title,
    list,
  );

  function fill() {
    const { wrong } = form;
    title.textContent = `${counted(wrong.length, "field")} to correct before you can sign`;
    show(
      list,
      wrong.map((task) => element("li", {}, link(task))),
    );
    if (wrong.length === 0) node.hidden = true;
  }

  /** @param {Task} task */
  function link(task) {
    const [first = -1] = task.members;
    const go = (/** @type {Event} */ event) => {
      event.preventDefault();
      goTo(task);
    };
    return element(
      "a",
      { href: `#tag-${first}`, onclick: go },
      `${task.name}, ${task.place}: ${form.errorOf(task)}`,
    );
  }

  form.addEventListener("change", () => {
    if (!node.hidden) fill();
  });

  return {
    node,
    /** Shows it, and takes the person there. @param {string} [message] in place of fields */
    show(message) {
      fill();
      if (message !== undefined) title.textContent = message;
      node.hidden = false;
      node.focus({ preventScroll: true });
      node.scrollIntoView({ block: "center" });
    },
  };
}
