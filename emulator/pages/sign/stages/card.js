// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { element } from "../dom.js";
import { logo } from "../heading.js";

/**
 * A stage that is one card: a title, which takes the focus when the stage begins, and what it is about.
 *
 * @param {SigningView} view
 * @param {{ badge?: string, mood?: "good" | "bad", title: string }} top
 * @param {...(Node | string | false | null | undefined)} children
 */
export const card = ({ envelope, branding }, { badge, mood, title }, ...children) =>
  element(
    "main",
    { class: "stage" },
    logo(branding),
    badge && element("p", { class: `badge ${mood ?? ""}`, "aria-hidden": "true" }, badge),
    element("h1", { tabindex: "-1" }, title),
    element("p", { class: "about" }, `“${envelope.name}”, from ${envelope.sender}`),
    ...children,
  );
