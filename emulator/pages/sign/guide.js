// @ts-check
/** @import { Form } from "./form.js" */
/** @import { Task } from "./tasks.js" */
import { element, show } from "./dom.js";
import { inWords } from "./field-name.js";
import { isFilled } from "./rules.js";

/**
 * The bar that leads through the fields: how far one is, which field one is at, and on to the next one or to the end.
 *
 * @param {Form} form
 * @param {{ goTo: (task: Task) => void, sign: () => void }} does
 */
export function guide(form, { goTo, sign }) {
  const count = element("p", { class: "count", role: "status" });
  const bar = element("progress", { "aria-label": "Required fields that are done" });
  const field = element("div", { class: "field" });
  const back = button("Back", () => step(-1), { "aria-label": "Back to the previous field" });
  const next = button("Next field", () => step(1));
  const finish = button("Sign", sign, { class: "button last" });

  /** @param {1 | -1} way */
  function step(way) {
    const task = way === 1 ? nextOf(form) : previousOf(form);
    if (task) goTo(task);
    else finish.focus();
  }

  let said = "";
  const update = () => {
    const required = form.shown.filter((task) => form.isRequired(task));
    const done = required.filter((task) => form.isDone(task)).length;
    const text = required.length === 0 ? "Nothing is required" : `${done} of ${required.length} required`;
    // Set only when it changes, or it would be read out at each letter.
    if (text !== said) count.textContent = text;
    said = text;
    bar.max = Math.max(1, required.length);
    bar.value = required.length === 0 ? 1 : done;
    const isReady = form.open.length === 0;
    finish.classList.toggle("primary", isReady);
    next.classList.toggle("primary", !isReady);
    next.textContent = form.current ? "Next field" : "Start";
    next.hidden = form.shown.length === 0;
    back.hidden = next.hidden || !form.current;
    show(field, about(form, goTo));
  };
  form.addEventListener("change", update);
  update();

  const node = element(
    "section",
    { class: "guide", "aria-label": "Progress" },
    bar,
    element("div", { class: "inner" }, count, field, element("div", { class: "steps" }, back, next, finish)),
  );
  return {
    node,
    next: () => step(1),
    /** @param {boolean} isBusy */
    busy(isBusy) {
      finish.textContent = isBusy ? "Signing …" : "Sign";
      finish.setAttribute("aria-disabled", String(isBusy));
    },
  };
}

/** The next field that is not done, required ones first once the end is reached. @param {Form} form */
function nextOf(form) {
  const { shown, current } = form;
  const at = current ? shown.indexOf(current) : -1;
  const after = shown.slice(at + 1);
  return after.find((task) => !form.isDone(task)) ?? form.open.find((task) => task !== current);
}

/** @param {Form} form */
function previousOf({ shown, current }) {
  const at = current ? shown.indexOf(current) : shown.length;
  return shown[at - 1] ?? shown[0];
}

/** What there is to say about the field one is at. @param {Form} form @param {(task: Task) => void} goTo */
function about(form, goTo) {
  const task = form.current && form.shown.includes(form.current) ? form.current : undefined;
  if (!task) return [element("span", { class: "hint" }, "Read the documents, and fill in what is marked.")];
  const wrong = form.errorOf(task);
  const required = form.isRequired(task) ? "required" : "optional";
  return [
    element("strong", {}, task.name),
    wrong
      ? element("span", { class: "wrong" }, `Wrong: ${wrong}`)
      : element("span", { class: "hint" }, `${inWords(task.kind)}, ${required}, ${task.place}`),
    ...shortcuts(form, task, goTo),
  ];
}

/** @param {Form} form @param {Task} task @param {(task: Task) => void} goTo */
function shortcuts(form, task, goTo) {
  const [first = -1] = task.members;
  const { name } = form.view.recipient;
  if (isFilled(form.values.get(first)) && task.type !== "radio_field") return [];
  if (task.type === "signature" || task.type === "initials") {
    const text = task.type === "signature" ? name : initialsOf(name);
    const fill = () => {
      form.set(first, text);
      goTo(task);
    };
    return [button(`Use “${text}”`, fill, { class: "button small", "data-for": `${first}` })];
  }
  const chosen = task.members.find((index) => form.values.get(index) === true);
  if (task.type !== "radio_field" || chosen === undefined || form.isRequired(task)) return [];
  return [
    button("Clear the choice", () => form.set(chosen, false), {
      class: "button small",
      "data-for": `${chosen}`,
    }),
  ];
}

/** @param {string} name */
const initialsOf = (name) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

/** @param {string} text @param {() => void} onclick @param {Record<string, string>} [more] */
const button = (text, onclick, more = {}) =>
  element("button", { class: "button", type: "button", onclick, ...more }, text);
