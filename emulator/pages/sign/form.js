// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */
/** @import { TagState, Value } from "./rules.js" */
/** @import { Task } from "./tasks.js" */
import { fieldNames } from "./field-name.js";
import { isFilled, tagStates } from "./rules.js";
import { isFixed, tasksOf } from "./tasks.js";
import { problemsOf } from "./validity.js";

/** What this person has filled in so far, and what is still asked of them; a `change` event says whenever that changes. */
export class Form extends EventTarget {
  /** @param {SigningView} view */
  constructor(view) {
    super();
    this.view = view;
    this.names = fieldNames(view.tags);
    this.tasks = tasksOf(view, this.names);
    /** @type {Map<number, Value>} */
    this.values = new Map(view.tags.map(({ index, value }) => [index, value ?? null]));
    /** What was said to be wrong, by tag. @type {Map<number, string>} */
    this.errors = new Map();
    this.states = tagStates(view, this.values);
    /** Where the person is; nowhere before they start. @type {Task | undefined} */
    this.current = undefined;
  }

  /** @param {number} index */
  tag(index) {
    const found = this.view.tags.find((tag) => tag.index === index);
    if (!found) throw new RangeError(`There is no tag ${index}.`);
    return found;
  }

  /** @param {number} index @returns {TagState} */
  state(index) {
    return this.states.get(index) ?? { shown: true, required: false };
  }

  /** @param {number} index */
  taskOf(index) {
    return this.tasks.find(({ members }) => members.includes(index));
  }

  /** The tasks that rules do not hide. */
  get shown() {
    return this.tasks.filter(({ members }) => members.some((index) => this.state(index).shown));
  }

  /** The shown tasks that are required and not done. */
  get open() {
    return this.shown.filter((task) => this.isRequired(task) && !this.isDone(task));
  }

  /** The shown tasks that something was found wrong with. */
  get wrong() {
    return this.shown.filter((task) => this.errorOf(task) !== undefined);
  }

  /** @param {Task} task */
  isRequired({ members }) {
    return members.some((index) => this.state(index).shown && this.state(index).required);
  }

  /** @param {Task} task */
  isDone(task) {
    const isAnswered = task.members.some(
      (index) => this.state(index).shown && isFilled(this.values.get(index)),
    );
    return isAnswered && this.errorOf(task) === undefined;
  }

  /** What was found wrong with a task. @param {Task} task */
  errorOf({ members }) {
    return members.flatMap((index) => this.errors.get(index) ?? [])[0];
  }

  /** @param {number} index @param {Value} value */
  set(index, value) {
    const task = this.taskOf(index);
    if (task?.isGroup && task.type === "radio_field" && value === true)
      for (const other of task.members) this.values.set(other, false);
    this.values.set(index, value);
    this.states = tagStates(this.view, this.values);
    // What was found wrong is judged again at once; anything else waits until the field is left.
    if (task && this.errorOf(task) !== undefined) this.judge(task);
    this.changed();
  }

  /** Judges what is in a task; that it is empty is no mistake before the person wants to sign. @param {Task} task */
  judge(task, emptyToo = false) {
    for (const index of task.members) this.errors.delete(index);
    for (const { tag, message, isEmpty } of problemsOf(this, task))
      if (emptyToo || !isEmpty) this.errors.set(tag, message);
  }

  /** Judges everything, as the emulator will. @returns {Task[]} the tasks with something wrong */
  judgeAll() {
    this.errors.clear();
    for (const task of this.shown) this.judge(task, true);
    this.changed();
    return this.wrong;
  }

  /** Takes over what the emulator found wrong. @param {readonly { tag: number, message: string }[]} errors */
  refused(errors) {
    for (const { tag, message } of errors) this.errors.set(tag, asSentence(message));
    this.changed();
  }

  /** Takes over what is attached at a tag now. @param {number} index @param {SigningView} view */
  attached(index, view) {
    this.view = view;
    this.errors.delete(index);
    this.set(index, this.tag(index).value ?? null);
  }

  /** @param {Task} task */
  enter(task) {
    if (this.current === task) return;
    this.current = task;
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** What is sent: of each shown tag that is filled in on this page, its value. @returns {Record<string, Value>} */
  answers() {
    const own = this.view.tags.filter(
      (tag) => this.state(tag.index).shown && !isFixed(tag) && tag.type !== "attachment",
    );
    return Object.fromEntries(own.map(({ index }) => [String(index), this.values.get(index) ?? null]));
  }
}

/** The emulator leaves out the subject: "is required". @param {string} message */
const asSentence = (message) => (/^\p{Ll}/u.test(message) ? `This ${message}.` : message);
