// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { counted, element } from "../dom.js";
import { post } from "../service.js";
import { card } from "./card.js";
import { stepper } from "./step.js";

/** @typedef {(view: SigningView) => void} GoOn */

/**
 * An identity check, or a scan with the Yoti app, whose outcome is chosen.
 *
 * @param {SigningView} view
 * @param {GoOn} goOn
 */
export function verifyIdentity(view, goOn) {
  const { identity } = view;
  if (identity?.kind === "yoti-app")
    return simulated(view, goOn, {
      path: "/identity",
      title: "Scan with the Yoti app",
      about: "Yoti Sign would show a code here, to be scanned with the Yoti app on your phone.",
    });
  const left = identity?.sessionsLeft;
  return simulated(view, goOn, {
    path: "/identity",
    title: "Prove who you are",
    about: "Yoti Sign would ask for a picture of an identity document and of your face here.",
    more: [
      identity?.sessionConfigName && `Configuration: ${identity.sessionConfigName}.`,
      identity?.lastOutcome === "fail" && "The last check did not pass.",
      typeof left === "number" && `${counted(left, "check")} left.`,
    ],
  });
}

/** An age check whose outcome is chosen. @param {SigningView} view @param {GoOn} goOn */
export const verifyAge = (view, goOn) =>
  simulated(view, goOn, {
    path: "/age",
    title: "Prove your age",
    about: "Yoti Sign would estimate your age from a picture of your face here.",
  });

/**
 * @param {SigningView} view
 * @param {GoOn} goOn
 * @param {{ path: string, title: string, about: string, more?: (string | false | null | undefined)[] }} check
 */
function simulated(view, goOn, { path, title, about, more = [] }) {
  const { run, problem } = stepper(goOn);
  const choice = (/** @type {"pass" | "fail"} */ outcome, /** @type {string} */ text) =>
    element(
      "button",
      {
        class: outcome === "pass" ? "button primary" : "button",
        type: "button",
        onclick: () => void run(() => post(path, { outcome })),
      },
      text,
    );
  const said = more.filter(Boolean).join(" ");
  return card(
    view,
    { badge: "?", title },
    element("p", {}, about),
    element(
      "p",
      { class: "simulated" },
      element("strong", {}, "Simulated by the emulator. "),
      "Nobody is checked, and no picture is taken: choose how the check goes.",
    ),
    said !== "" && element("p", { class: "hint" }, said),
    problem,
    element(
      "div",
      { class: "actions" },
      choice("pass", "The check passes"),
      choice("fail", "The check fails"),
    ),
  );
}
