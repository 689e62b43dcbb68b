import type { EmulatorControl } from "../../control/emulator-control.ts";
import { type Html, html } from "../look/html.ts";
import { action, nothing } from "./frame.ts";

/** What is still to go wrong, and a button that takes it back. */
export function faultList(control: EmulatorControl): Html {
  const faults: readonly object[] = control.faults();
  if (faults.length === 0) return nothing("No faults are planned: every call is answered as it should be.");
  return html`<ul class="rows sheet" role="list">${faults.map(
    (fault) =>
      html`<li class="fault">${Object.entries(fault).map(([name, value]) => part(name, value))}</li>`,
  )}</ul>${action("clear-faults", "Take all back")}`;
}

/** Plans differ in what they say; whatever it is, it is shown by its name. */
const part = (name: string, value: unknown): Html =>
  html`<span><span class="soft">${name}</span> <code>${plainly(value)}</code></span> `;

/** A value as words: `kind status, status 503`. */
export const plainly = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, one]) => `${name} ${plainly(one)}`)
        .join(", ")
    : String(value);
