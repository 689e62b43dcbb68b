// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { element } from "../dom.js";
import { post } from "../service.js";
import { card } from "./card.js";
import { stepper } from "./step.js";

/**
 * Asks who watched the person sign.
 *
 * @param {SigningView} view
 * @param {(view: SigningView) => void} goOn
 */
export function nameWitness(view, goOn) {
  const { run, problem } = stepper(goOn);
  const name = field("witness-name", "Full name", { autocomplete: "off", maxlength: 100 });
  const email = field("witness-email", "E-mail address", {
    type: "email",
    autocomplete: "off",
    maxlength: 254,
  });

  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const wrong = [name, email].filter((one) => !one.judge());
    if (wrong[0]) return wrong[0].input.focus();
    void run(
      () => post("/witness", { name: name.input.value.trim(), email: email.input.value.trim() }),
      () => email.input.focus(),
    );
  };
  return card(
    view,
    { badge: "✎", title: "Who watched you sign?" },
    element(
      "p",
      {},
      "Your signature needs a witness, somebody who was with you. They get an e-mail with a link, and sign after you.",
    ),
    element(
      "form",
      { novalidate: true, onsubmit: submit },
      name.node,
      email.node,
      problem,
      element(
        "div",
        { class: "actions" },
        element("button", { class: "button primary", type: "submit" }, "Ask this witness"),
      ),
    ),
  );
}

/** @param {string} id @param {string} label @param {Record<string, unknown>} attributes */
function field(id, label, attributes) {
  const input = element("input", { id, required: true, "aria-describedby": `${id}-problem`, ...attributes });
  const problem = element("p", { class: "problem", id: `${id}-problem` });
  return {
    input,
    node: element("div", {}, element("label", { for: id }, label), input, problem),
    judge() {
      input.value = input.value.trim();
      const isGood = input.checkValidity();
      input.setAttribute("aria-invalid", String(!isGood));
      problem.textContent = isGood ? "" : input.value === "" ? "Fill this in." : "This is no e-mail address.";
      return isGood;
    },
  };
}
