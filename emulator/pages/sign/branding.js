// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */

/** The custom property that each colour of a sender's goes to. */
const COLORS = {
  primary_color: "--brand",
  primary_color_hover: "--brand-hover",
  on_primary_color: "--on-brand",
  secondary_color: "--brand-last",
  secondary_color_hover: "--brand-last-hover",
};

/** Gives the page the sender's colours, where an embedded envelope has some. @param {SigningView} view */
export function applyBranding({ branding }) {
  for (const [name, property] of Object.entries(COLORS)) {
    const color = branding?.[name];
    if (typeof color === "string" && CSS.supports("color", color))
      document.documentElement.style.setProperty(property, color);
  }
}
