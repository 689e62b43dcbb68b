// @ts-check
/** @import { FilledTag, ViewedFile, ViewedTag } from "../../signing/signing-view.ts" */
/** @import { Form } from "./form.js" */
/** @import { Task } from "./tasks.js" */
import { element, withStyle } from "./dom.js";
import { inWords } from "./field-name.js";
import { field } from "./fields/field.js";
import { fixedValue } from "./fields/fixed.js";
import { prefix } from "./service.js";
import { isFixed } from "./tasks.js";

/** Widths of pictures in pixels: few, so that what was drawn is used again. */
const WIDTHS = [400, 700, 1000, 1400, 2000, 2800];

/**
 * A page as a picture, with this person's fields where they land.
 *
 * @param {Form} form
 * @param {ViewedFile} file
 * @param {number} pageNumber
 */
export function sheet(form, file, pageNumber) {
  const { widthPt, heightPt } = file.pages[pageNumber - 1] ?? { widthPt: 595, heightPt: 842 };
  const tags = withStyle(element("div", { class: "tags" }, ...fields(form, file.id, pageNumber)), {
    "--width-pt": widthPt,
  });
  const paper = withStyle(element("div", { class: "paper" }, picture(file, pageNumber), tags), {
    "aspect-ratio": `${widthPt} / ${heightPt}`,
  });
  const number = `Page ${pageNumber} of ${file.pages.length}`;
  return element(
    "figure",
    { class: "sheet", "data-page": pageNumber, "data-width-pt": widthPt },
    paper,
    element("figcaption", { class: "page-number" }, number),
  );
}

/** @param {ViewedFile} file @param {number} pageNumber */
function picture(file, pageNumber) {
  const img = element("img", { alt: `Page ${pageNumber} of ${file.name}`, decoding: "async" });
  const address = `${prefix}/files/${file.id}/pages/${pageNumber}.png`;
  let shown = 0;
  // It is fetched when it comes near, and again when it is shown larger.
  const draw = () => {
    const wanted = img.clientWidth * Math.min(devicePixelRatio, 3);
    const width = WIDTHS.find((one) => one >= wanted) ?? WIDTHS.at(-1) ?? 0;
    if (width <= shown) return;
    shown = width;
    img.src = `${address}?width=${width}`;
  };
  const sizes = new ResizeObserver(draw);
  new IntersectionObserver(
    ([entry], observer) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      draw();
      sizes.observe(img);
    },
    { rootMargin: "100% 0px" },
  ).observe(img);
  img.addEventListener("error", () =>
    img.replaceWith(
      element(
        "p",
        { class: "no-picture" },
        "The emulator cannot draw this page. Open the document to read it.",
      ),
    ),
  );
  return img;
}

/**
 * Fields in reading order, the choices of a group together, then what is only read.
 *
 * @param {Form} form
 * @param {string} fileId
 * @param {number} pageNumber
 */
export function fields(form, fileId, pageNumber) {
  const isHere = (/** @type {Pick<ViewedTag, "fileId" | "pageNumber">} */ tag) =>
    tag.fileId === fileId && (pageNumber === 0 || tag.pageNumber === pageNumber);
  const own = form.tasks.flatMap((task) => {
    const tags = task.members.map((index) => form.tag(index)).filter(isHere);
    const nodes = tags.map((tag) => field(form, tag));
    return task.isGroup && nodes.length > 0 ? [group(form, task, nodes)] : nodes;
  });
  const fixed = form.view.tags
    .filter(isFixed)
    .filter(isHere)
    .map((tag) => {
      const text = typeof tag.value === "string" ? tag.value : "";
      if (tag.type === "date_signed_field") return fixedValue(tag, text, "Date of signing");
      const by = tag.readonly ? "set by the sender" : "from the identity check";
      return fixedValue(tag, text, `${inWords(tag.name ?? "Text")}, ${by}`);
    });
  return [...own, ...fixed, ...form.view.others.filter(isHere).map(fromOthers)];
}

/** @param {FilledTag} tag */
const fromOthers = (tag) =>
  fixedValue(
    tag,
    tag.value === true ? (tag.type === "radio_field" ? "◉" : "☑") : String(tag.value),
    `${tag.by}`,
  );

/** @param {Form} form @param {Task} task @param {HTMLElement[]} nodes */
function group(form, task, nodes) {
  const isRadio = task.type === "radio_field";
  const made = element("div", { role: isRadio ? "radiogroup" : "group" }, ...nodes);
  const update = () => {
    const required = form.isRequired(task);
    const what = isRadio ? "" : required ? ", at least one" : ", any of these";
    made.hidden = nodes.every(({ hidden }) => hidden);
    made.setAttribute(
      "aria-label",
      `${task.name}${what}, ${task.place}, ${required ? "required" : "optional"}`,
    );
    if (!isRadio) return;
    made.setAttribute("aria-required", String(required));
    made.setAttribute("aria-invalid", String(form.errorOf(task) !== undefined));
  };
  form.addEventListener("change", update);
  update();
  return made;
}
