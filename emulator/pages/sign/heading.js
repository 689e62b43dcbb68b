// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */
import { element } from "./dom.js";

/** The envelope's name, who it is from and who signs; it takes the focus when a stage begins. @param {SigningView} view */
export const heading = ({ envelope, recipient, branding }) =>
  element(
    "header",
    { class: "head" },
    logo(branding),
    element(
      "div",
      { class: "who" },
      element("h1", { tabindex: "-1" }, envelope.name),
      element(
        "p",
        {},
        `From ${envelope.sender}, for ${recipient.name}${recipient.role ? `, ${recipient.role}` : ""}`,
      ),
    ),
  );

/** The sender's logo, where an embedded envelope has one. @param {SigningView["branding"]} branding */
export function logo(branding) {
  const image = branding?.logo_options?.logo_base64;
  if (!image || branding?.logo_options?.logo_choice !== "brand_powered_by_yoti") return undefined;
  return element("img", { class: "logo", src: `data:image/png;base64,${image}`, alt: "Logo of the sender" });
}
