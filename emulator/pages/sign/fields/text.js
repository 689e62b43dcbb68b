// @ts-check
/** @import { ViewedTag } from "../../../signing/signing-view.ts" */
/** @import { Form } from "../form.js" */
/** @import { Control } from "./field.js" */
import { element } from "../dom.js";
import { inWords } from "../field-name.js";

/** Letters get no smaller than this share of their size. */
const SMALLEST = 0.3;

/**
 * A line to type into. Its letters shrink when they have no room, as they will on the signed page.
 *
 * @param {Form} form
 * @param {ViewedTag} tag
 * @returns {Control}
 */
export function textControl(form, tag) {
  const input = element("input", {
    class: "box",
    type: "text",
    autocomplete: tag.type === "text_field" ? "off" : "name",
    spellcheck: tag.type === "text_field" ? null : "false",
    maxlength: 1000,
    placeholder: placeholderOf(tag),
    oninput: () => {
      form.set(tag.index, input.value);
    },
  });
  const shrink = () => {
    input.style.setProperty("--shrink", "1");
    if (input.scrollWidth <= input.clientWidth || input.clientWidth === 0) return;
    const share = Math.max(SMALLEST, (input.clientWidth - 1) / input.scrollWidth);
    input.style.setProperty("--shrink", String(share));
  };
  new ResizeObserver(shrink).observe(input);
  return {
    node: input,
    focus: input,
    update() {
      const value = form.values.get(tag.index);
      const text = typeof value === "string" ? value : "";
      if (input.value !== text) input.value = text;
      shrink();
    },
  };
}

/** @param {ViewedTag} tag */
function placeholderOf({ type, helpText, name }) {
  if (type === "signature") return "Sign here";
  if (type === "initials") return "Initials";
  return helpText ?? (name === undefined ? "" : inWords(name));
}
