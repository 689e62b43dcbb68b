// @ts-check
/** @import { ViewedTag } from "../../../signing/signing-view.ts" */
/** @import { Form } from "../form.js" */
import { element, withStyle } from "../dom.js";
import { kindOf, placeName } from "../field-name.js";
import { isFilled } from "../rules.js";
import { attachmentControl } from "./attachment.js";
import { choiceControl } from "./choice.js";
import { textControl } from "./text.js";

/**
 * A control, and how it is brought up to date.
 *
 * @typedef {object} Control
 * @property {HTMLElement} node what stands at the tag's point
 * @property {HTMLElement} focus what takes the keyboard
 * @property {() => void} [update] takes over the form's value
 */

/** @type {Record<string, string>} */
const CLASSES = {
  signature: "written signature",
  initials: "written initials",
  text_field: "text",
  checkbox_field: "choice",
  radio_field: "choice",
  attachment: "attachment",
  date_signed_field: "date",
};

/** A tag's classes for the style sheet. @param {ViewedTag["type"]} type */
export const classesOf = (type) => CLASSES[type] ?? "text";

/**
 * Puts something at a tag's point on its page.
 *
 * @template {HTMLElement} T
 * @param {T} node
 * @param {Pick<ViewedTag, "x" | "y" | "width">} tag
 */
export const placed = (node, { x, y, width }) =>
  withStyle(node, { "--x": x, "--y": y, "--room": 1 - x, ...(width !== undefined && { "--width": width }) });

/**
 * The field of a tag: a control at its point, with what is wrong beside it. It follows the form until its page goes.
 *
 * @param {Form} form
 * @param {ViewedTag} tag
 * @returns {HTMLElement}
 */
export function field(form, tag) {
  const control = controlOf(form, tag);
  const errorId = `error-${tag.index}`;
  const error = element("span", { class: "error", id: errorId, hidden: true });
  const mark = element("span", { class: "mark", "aria-hidden": "true" }, "*");
  const node = element(
    "div",
    { class: `tag ${classesOf(tag.type)}`, id: `tag-${tag.index}`, "data-tag": tag.index },
    control.node,
    mark,
    error,
  );
  node.classList.toggle("flip", tag.x > 0.6);
  placed(node, tag);

  const task = form.taskOf(tag.index);
  control.focus.addEventListener("focus", () => task && form.enter(task));
  control.focus.addEventListener("blur", () => {
    if (!task) return;
    form.judge(task);
    form.changed();
  });

  const update = () => {
    const { shown, required } = form.state(tag.index);
    const isDone = task !== undefined && form.isDone(task);
    const problem = form.errors.get(tag.index);
    node.hidden = !shown;
    node.classList.toggle("required", required && !isDone);
    node.classList.toggle("filled", isDone && isFilled(form.values.get(tag.index)));
    node.classList.toggle("wrong", task !== undefined && form.errorOf(task) !== undefined);
    mark.hidden = !required || isDone || task?.members[0] !== tag.index;
    error.textContent = problem ?? "";
    error.hidden = problem === undefined;
    describe(control.focus, form, tag, problem === undefined ? undefined : errorId);
    control.update?.();
  };
  form.addEventListener("change", update);
  update();
  return node;
}

/** @param {Form} form @param {ViewedTag} tag @returns {Control} */
function controlOf(form, tag) {
  switch (tag.type) {
    case "checkbox_field":
    case "radio_field":
      return choiceControl(form, tag);
    case "attachment":
      return attachmentControl(form, tag);
    default:
      return textControl(form, tag);
  }
}

/** @param {HTMLElement} control @param {Form} form @param {ViewedTag} tag @param {string} [errorId] */
function describe(control, form, tag, errorId) {
  const { required } = form.state(tag.index);
  const inGroup = tag.group !== undefined;
  const parts = [form.names.get(tag.index), kindOf(tag), placeName(form.view, tag)];
  if (!inGroup) parts.push(required ? "required" : "optional");
  control.setAttribute("aria-label", parts.join(", "));
  if (errorId) control.setAttribute("aria-describedby", errorId);
  else control.removeAttribute("aria-describedby");
  if (tag.type === "radio_field") return;
  control.setAttribute("aria-invalid", String(errorId !== undefined));
  if (!inGroup && tag.type !== "attachment") control.setAttribute("aria-required", String(required));
}
