// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */
import { applyBranding } from "./branding.js";
import { element } from "./dom.js";
import { Refused, readView } from "./service.js";
import { verifyAge, verifyIdentity } from "./stages/checks.js";
import { nameWitness } from "./stages/name-witness.js";
import { cannotSign, closed, expired, signed, waiting } from "./stages/over.js";
import { sign } from "./stages/sign.js";
import { verifyPhone } from "./stages/verify-phone.js";

/** @type {Record<SigningView["stage"], (view: SigningView, goOn: (view: SigningView) => void) => Node | Node[]>} */
const STAGES = {
  "verify-phone": verifyPhone,
  "verify-identity": verifyIdentity,
  "verify-age": verifyAge,
  sign,
  "name-witness": nameWitness,
  signed,
  expired,
  waiting,
  closed,
  "cannot-sign": cannotSign,
};

/** @param {SigningView} view */
function show(view) {
  applyBranding(view);
  place(STAGES[view.stage](view, goOn));
  document.title = `${document.querySelector("h1")?.textContent} – ${view.envelope.name}`;
}

/** Shows what comes after something was done; an embedded page goes back to the sender's once it is signed. */
function goOn(/** @type {SigningView} */ view) {
  show(view);
  scrollTo(0, 0);
  document.querySelector("h1")?.focus();
  const { envelope, stage, redirectUrls } = view;
  if (envelope.embedded && stage === "signed" && redirectUrls?.success) open(redirectUrls.success, "_top");
}

/** @param {Node | Node[]} nodes */
function place(nodes) {
  document.getElementById("page")?.replaceChildren(...(Array.isArray(nodes) ? nodes : [nodes]));
}

try {
  show(await readView());
} catch (error) {
  place(
    element(
      "main",
      { class: "stage" },
      element("h1", {}, "This link leads nowhere"),
      element(
        "p",
        {},
        error instanceof Refused ? error.message : "The page failed; the browser's console says how.",
      ),
      element("p", {}, element("a", { href: "/" }, "Open the emulator's inbox")),
    ),
  );
  if (!(error instanceof Refused)) throw error;
}
