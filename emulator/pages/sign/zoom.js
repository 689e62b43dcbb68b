// @ts-check
import { element } from "./dom.js";

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3];

/** How large pages are shown: 1 is as wide as there is room. */
export class Zoom {
  /** @param {HTMLElement} work what the pages are in */
  constructor(work) {
    this.work = work;
    this.value = 1;
    this.output = element("output", { "aria-live": "polite" }, "100 %");
    this.smaller = this.#button("−", "Zoom out", () =>
      this.set(STEPS.findLast((step) => step < this.value) ?? 1),
    );
    this.larger = this.#button("+", "Zoom in", () => this.set(STEPS.find((step) => step > this.value) ?? 3));
    this.node = element(
      "div",
      { class: "zoom", role: "group", "aria-label": "Size of the pages" },
      this.smaller,
      this.output,
      this.larger,
      this.#button("Fit", "Fit the pages to the window", () => this.set(1)),
    );
  }

  /** @param {number} value 1 to 3 */
  set(value) {
    this.value = Math.min(3, Math.max(1, value));
    this.work.style.setProperty("--zoom", String(this.value));
    for (const sheets of this.work.querySelectorAll(".sheets")) {
      sheets.classList.toggle("wide", this.value > 1);
      // Pages that are wider than the window are moved with the arrow keys.
      if (this.value > 1) sheets.setAttribute("tabindex", "0");
      else sheets.removeAttribute("tabindex");
    }
    this.output.textContent = `${Math.round(this.value * 100)} %`;
  }

  /**
   * Makes a field large enough to be read and typed into: letters of 16 pixels, where they have less than 12.
   *
   * @param {Element} field
   */
  toRead(field) {
    const sheet = field.closest(".sheet");
    if (!(sheet instanceof HTMLElement)) return;
    const pixelsPerPoint = sheet.clientWidth / Number(sheet.dataset.widthPt);
    if (pixelsPerPoint * 11 < 12) this.set((16 / 11 / pixelsPerPoint) * this.value);
  }

  /** @param {string} sign @param {string} name @param {() => void} onclick */
  #button(sign, name, onclick) {
    return element("button", { class: "button small", type: "button", "aria-label": name, onclick }, sign);
  }
}
