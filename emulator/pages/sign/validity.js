// @ts-check
/** @import { Form } from "./form.js" */
/** @import { Task } from "./tasks.js" */
import { isFilled } from "./rules.js";

/** @typedef {{ tag: number, message: string, isEmpty: boolean }} Problem */

/** @type {Record<string, string>} */
const EMPTY = {
  signature: "Sign here: type your name.",
  initials: "Put your initials here.",
  checkbox_field: "Tick this box.",
  radio_field: "Choose one.",
  attachment: "Attach a PDF.",
};

/**
 * What the emulator will find wrong with a task.
 *
 * @param {Form} form
 * @param {Task} task
 * @returns {Problem[]}
 */
export function problemsOf(form, task) {
  const shown = task.members.filter((index) => form.state(index).shown);
  const filled = shown.filter((index) => isFilled(form.values.get(index)));
  const [first] = shown;
  if (first !== undefined && filled.length === 0 && form.isRequired(task))
    return [{ tag: first, message: emptyMessage(task), isEmpty: true }];
  return filled.flatMap((tag) => {
    const { validation } = form.tag(tag);
    if (!validation || matches(validation, String(form.values.get(tag)))) return [];
    const message = validation.error_message || "This does not have the form that was asked for.";
    return [{ tag, message, isEmpty: false }];
  });
}

/** @param {Task} task */
const emptyMessage = ({ type, isGroup }) =>
  isGroup && type !== "radio_field" ? "Fill in at least one of these." : (EMPTY[type] ?? "Fill this in.");

/** @param {{ regex: string, flags?: string }} validation @param {string} value */
function matches({ regex, flags }, value) {
  try {
    return new RegExp(regex, flags).test(value);
  } catch {
    // The emulator has accepted the expression; whatever this browser thinks of it, the emulator judges.
    return true;
  }
}
