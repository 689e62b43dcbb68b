// @ts-check
/** @import { SigningView } from "../../../signing/signing-view.ts" */
import { element } from "../dom.js";
import { Refused } from "../service.js";

/**
 * Does one thing at a time and goes on with what comes of it; says what went wrong where it does not.
 *
 * @param {(view: SigningView) => void} goOn
 */
export function stepper(goOn) {
  const problem = element("p", { class: "problem", role: "alert", id: "problem" });
  let isBusy = false;
  return {
    problem,
    /** @param {() => Promise<SigningView>} step @param {(refused: Refused) => void} [wrong] */
    async run(step, wrong) {
      if (isBusy) return;
      isBusy = true;
      problem.textContent = "";
      try {
        goOn(await step());
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problem.textContent = error.message;
        wrong?.(error);
      } finally {
        isBusy = false;
      }
    },
  };
}
