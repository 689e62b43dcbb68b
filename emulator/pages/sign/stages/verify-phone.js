// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { counted, element } from "../dom.js";
import { post } from "../service.js";
import { card } from "./card.js";
import { stepper } from "./step.js";

/**
 * Asks for the code that was sent to the phone.
 *
 * @param {SigningView} view
 * @param {(view: SigningView) => void} goOn
 */
export function verifyPhone(view, goOn) {
  const { otp } = view;
  const { run, problem } = stepper(goOn);
  const input = element("input", {
    class: "code",
    id: "code",
    inputmode: "numeric",
    autocomplete: "one-time-code",
    "aria-describedby": "code-hint problem",
    maxlength: 10,
    required: true,
  });
  const wrong = () => {
    input.setAttribute("aria-invalid", "true");
    input.select();
    input.focus();
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const code = input.value.replace(/\s+/g, "");
    if (code === "") {
      problem.textContent = "Type the code from the text message.";
      return wrong();
    }
    void run(() => post("/otp", { code }), wrong);
  };
  return card(
    view,
    { badge: "#", title: "Confirm your phone" },
    element("p", {}, `A code was sent by text message to ${otp?.sentTo ?? "your phone"}.`),
    element(
      "form",
      { novalidate: true, onsubmit: submit },
      element(
        "div",
        {},
        element("label", { for: "code" }, "Code"),
        input,
        element(
          "p",
          { class: "hint", id: "code-hint" },
          otp &&
            `${counted(otp.triesLeft, "try").replace("trys", "tries")} left. The emulator sends no text messages: find the code in its inbox.`,
        ),
      ),
      problem,
      element(
        "div",
        { class: "actions" },
        element("button", { class: "button primary", type: "submit" }, "Continue"),
        otp &&
          otp.resendsLeft > 0 &&
          element(
            "button",
            { class: "button", type: "button", onclick: () => void run(() => post("/otp/resend")) },
            "Send a new code",
          ),
      ),
    ),
  );
}
