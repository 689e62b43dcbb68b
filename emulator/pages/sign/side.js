// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */
/** @import { Form } from "./form.js" */
/** @import { Task } from "./tasks.js" */
import { counted, element, show } from "./dom.js";
import { moment } from "./moment.js";

/** What the sender writes, and until when there is time. @param {SigningView} view */
export const letter = ({ envelope, recipient, expiresAt }) =>
  element(
    "section",
    { class: "card letter", "aria-labelledby": "letter" },
    element("h2", { id: "letter" }, `${envelope.sender} writes`),
    element("p", { class: "message" }, envelope.message ?? "Please read and sign these documents."),
    recipient.signsFor &&
      element("p", { class: "meta" }, `You sign as the witness of ${recipient.signsFor}, whom you saw sign.`),
    expiresAt && element("p", { class: "meta" }, `This link works until ${moment(expiresAt)}.`),
  );

/** The documents, where there are several. @param {SigningView} view */
export function documentList({ files }) {
  if (files.length < 2) return undefined;
  return element(
    "nav",
    { class: "card documents", "aria-labelledby": "documents" },
    element("h2", { id: "documents" }, "Documents"),
    element(
      "ul",
      {},
      ...files.map(({ id, name, kind, pages }) =>
        element(
          "li",
          {},
          element(
            "a",
            { href: `#file-${id}` },
            element("span", { class: "name" }, name),
            element("span", { class: "size" }, kind === "pdf" ? counted(pages.length, "page") : "Word file"),
          ),
        ),
      ),
    ),
  );
}

/**
 * Everything to fill in, and how far each is.
 *
 * @param {Form} form
 * @param {(task: Task) => void} goTo
 */
export function checklist(form, goTo) {
  const list = element("ol");
  const update = () => {
    show(
      list,
      form.shown.map((task) => item(form, task, goTo)),
    );
  };
  form.addEventListener("change", update);
  update();
  if (form.tasks.length === 0) return undefined;
  const details = element(
    "details",
    { class: "card checklist", open: matchMedia("(min-width: 62rem)").matches },
    element("summary", {}, element("h2", {}, "To fill in")),
    list,
  );
  return details;
}

/** @param {Form} form @param {Task} task @param {(task: Task) => void} goTo */
function item(form, task, goTo) {
  const [first = -1] = task.members;
  const isWrong = form.errorOf(task) !== undefined;
  const isDone = form.isDone(task);
  const state = isWrong ? "to correct" : isDone ? "done" : form.isRequired(task) ? "required" : "optional";
  return element(
    "li",
    { class: isWrong ? "wrong" : isDone ? "done" : null },
    element(
      "a",
      {
        href: `#tag-${first}`,
        onclick: (/** @type {Event} */ event) => {
          event.preventDefault();
          goTo(task);
        },
      },
      element("span", { class: "tick", "aria-hidden": "true" }, isWrong ? "!" : isDone ? "✓" : "○"),
      element("span", { class: "what" }, task.name),
      element("span", { class: "state" }, state),
    ),
  );
}
