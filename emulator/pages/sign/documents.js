// @ts-check
/** @import { ViewedFile } from "../../signing/signing-view.ts" */
/** @import { Form } from "./form.js" */
import { element } from "./dom.js";
import { prefix } from "./service.js";
import { fields, sheet } from "./sheet.js";

/**
 * Every document with its pages and fields.
 *
 * @param {Form} form
 */
export const documents = (form) =>
  form.view.files.map((file) =>
    element(
      "section",
      { class: "document", id: `file-${file.id}`, "aria-labelledby": `file-name-${file.id}`, tabindex: "-1" },
      element(
        "header",
        {},
        element("h2", { id: `file-name-${file.id}` }, file.name),
        element(
          "a",
          { href: `${prefix}/files/${file.id}`, target: "_blank", rel: "noopener" },
          file.kind === "pdf" ? "Open as PDF" : "Download",
          element("span", { class: "visually-hidden" }, ` ${file.name}`),
        ),
      ),
      file.kind === "pdf"
        ? element(
            "div",
            { class: "sheets", role: "group", "aria-label": `Pages of ${file.name}` },
            ...file.pages.map((_, index) => sheet(form, file, index + 1)),
          )
        : wordFile(form, file),
    ),
  );

/** @param {Form} form @param {ViewedFile} file */
function wordFile(form, file) {
  const nodes = fields(form, file.id, 0);
  return element(
    "div",
    { class: "card" },
    element(
      "p",
      {},
      "This is a Word file, and the emulator cannot draw its pages. Download it to read it",
      nodes.length > 0 ? "; its fields are listed here." : ".",
    ),
    nodes.length > 0 &&
      element("ul", { class: "plain-fields" }, ...nodes.map((node) => labelled(form, node))),
  );
}

/** @param {Form} form @param {HTMLElement} node */
function labelled(form, node) {
  const own = node.matches("[data-tag]") ? node : node.querySelector("[data-tag]");
  const index = Number(own?.getAttribute("data-tag") ?? Number.NaN);
  const task = form.taskOf(index);
  const label = task && `${task.name}, ${task.place}`;
  return element(
    "li",
    {},
    label && element("p", { "aria-hidden": "true" }, label),
    element("div", { class: "tags" }, node),
  );
}
