// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { element } from "../dom.js";
import { moment } from "../moment.js";
import { card } from "./card.js";

/** What is said once somebody has signed. @param {SigningView} view */
export function signed(view) {
  const { envelope, recipient, witness } = view;
  const next =
    envelope.status === "COMPLETE"
      ? "Everybody has signed. The signed documents are on their way by e-mail."
      : witness && !witness.signedAt
        ? `${witness.name} has been asked to sign as your witness. You get the documents by e-mail once everybody has signed.`
        : "You get the documents by e-mail once everybody has signed.";
  return card(
    view,
    { badge: "✓", mood: "good", title: "You have signed" },
    element("p", {}, `Thank you, ${recipient.name}. ${next}`),
    element(
      "p",
      { class: "hint" },
      "In the emulator nothing is e-mailed: its inbox shows what would have been.",
    ),
    actions(view, "success"),
  );
}

/** @param {SigningView} view */
export const expired = (view) =>
  card(
    view,
    { badge: "!", mood: "bad", title: "This link has expired" },
    element(
      "p",
      {},
      view.expiresAt ? `It worked until ${moment(view.expiresAt)}. ` : "",
      `Ask ${view.envelope.sender} for a new one: they can extend it, or send a reminder.`,
    ),
    actions(view, "failure"),
  );

/** @param {SigningView} view */
export const waiting = (view) =>
  card(
    view,
    { badge: "…", title: "It is not your turn yet" },
    element(
      "p",
      {},
      "Others have to sign before you do. You get an e-mail when it is your turn; this link works then.",
    ),
    actions(view),
  );

/** @param {SigningView} view */
export const closed = (view) =>
  card(
    view,
    { badge: "–", title: "There is nothing left to sign" },
    element("p", {}, view.reason ?? "This envelope is closed."),
    actions(view, "failure"),
  );

/** @param {SigningView} view */
export const cannotSign = (view) =>
  card(
    view,
    { badge: "!", mood: "bad", title: "You cannot sign" },
    element("p", {}, view.reason ?? "This link cannot be used to sign."),
    element("p", {}, `Please talk to ${view.envelope.sender}, who asked for your signature.`),
    actions(view, "failure"),
  );

/** @param {SigningView} view @param {"success" | "failure"} [outcome] */
function actions({ redirectUrls }, outcome) {
  const target = outcome && redirectUrls?.[outcome];
  return element(
    "div",
    { class: "actions" },
    target &&
      element(
        "a",
        { class: "button primary", href: target, target: "_top" },
        `Continue to ${new URL(target).host}`,
      ),
    element("a", { class: "button", href: "/", target: "_top" }, "Open the emulator's inbox"),
  );
}
