// @ts-check
/** @import { ViewedTag } from "../../../signing/signing-view.ts" */
/** @import { Form } from "../form.js" */
/** @import { Control } from "./field.js" */
import { element } from "../dom.js";

/**
 * A box to tick, or one of the buttons of which one can be chosen.
 *
 * @param {Form} form
 * @param {ViewedTag} tag
 * @returns {Control}
 */
export function choiceControl(form, tag) {
  const isButton = tag.type === "radio_field";
  const input = element("input", {
    class: "box",
    type: isButton ? "radio" : "checkbox",
    name: isButton ? `group ${tag.group ?? `of ${tag.index}`}` : null,
    onchange: () => form.set(tag.index, input.checked),
  });
  return {
    // The label is what a finger hits.
    node: element("label", {}, input),
    focus: input,
    update() {
      input.checked = form.values.get(tag.index) === true;
    },
  };
}
