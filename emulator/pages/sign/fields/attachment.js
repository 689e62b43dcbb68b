// @ts-check
/** @import { ViewedTag } from "../../../signing/signing-view.ts" */
/** @import { Form } from "../form.js" */
/** @import { Control } from "./field.js" */
import { element } from "../dom.js";
import { attach, detach, Refused } from "../service.js";

/**
 * A button to choose a PDF, which is uploaded at once; then its name and size, and a button to take it back.
 *
 * @param {Form} form
 * @param {ViewedTag} tag
 * @returns {Control}
 */
export function attachmentControl(form, tag) {
  const input = element("input", {
    type: "file",
    accept: "application/pdf,.pdf",
    onchange: () => {
      const [file] = input.files ?? [];
      if (file) void change(() => attach(tag.index, file));
      // The same file may be chosen again after it was refused.
      input.value = "";
    },
  });
  const text = element("span");
  const remove = element(
    "button",
    {
      class: "remove",
      type: "button",
      hidden: true,
      onclick: () => void change(() => detach(tag.index)).then(() => input.focus()),
    },
    "Remove",
  );
  let isBusy = false;

  /** @param {() => Promise<import("../../../signing/signing-view.ts").SigningView>} step */
  async function change(step) {
    if (isBusy) return;
    isBusy = true;
    form.errors.delete(tag.index);
    form.changed();
    try {
      const view = await step();
      form.attached(tag.index, view);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const own = error.errors.find((one) => one.tag === tag.index);
      form.refused([{ tag: tag.index, message: own?.message ?? error.message }]);
    } finally {
      isBusy = false;
      form.changed();
    }
  }

  return {
    node: element("div", { class: "box" }, text, input, remove),
    focus: input,
    update() {
      const { value, attachedBytes } = form.tag(tag.index);
      const size = attachedBytes === undefined ? "" : ` (${sizeText(attachedBytes)})`;
      text.textContent = isBusy ? "Uploading …" : value ? `${value}${size}` : "Attach a PDF";
      remove.hidden = !value;
      remove.setAttribute("aria-label", `Remove ${value}`);
    },
  };
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
