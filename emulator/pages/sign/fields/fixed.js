// @ts-check
/** @import { ViewedTag } from "../../../signing/signing-view.ts" */
import { element } from "../dom.js";
import { classesOf, placed } from "./field.js";

/**
 * A value that this person reads and does not change.
 *
 * @param {Pick<ViewedTag, "x" | "y" | "width" | "type">} tag
 * @param {string} text
 * @param {string} said what comes before it for who hears the page
 */
export const fixedValue = (tag, text, said) =>
  placed(
    element(
      "div",
      { class: `tag fixed ${classesOf(tag.type)}` },
      element("span", { class: "visually-hidden" }, `${said}: `),
      text,
    ),
    tag,
  );
