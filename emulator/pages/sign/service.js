// @ts-check
/** @import { SigningView } from "../../signing/signing-view.ts" */

/** The address of this person's link, which everything they do goes to. */
export const prefix = location.pathname.replace(/\/+$/, "");

/** What the emulator did not take: a sentence for all of it, and one for each field. */
export class Refused extends Error {
  /**
   * @param {string} message
   * @param {readonly { tag: number, message: string }[]} [errors]
   */
  constructor(message, errors = []) {
    super(message);
    this.errors = errors;
  }
}

/** Where this person is. @returns {Promise<SigningView>} */
export const readView = () => call("GET", "/view");

/**
 * Does one step, and says where this person is then.
 *
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<SigningView>}
 * @throws Refused
 */
export const post = (path, body = {}) =>
  call("POST", path, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/**
 * @param {number} tag
 * @param {File} file
 * @returns {Promise<SigningView>}
 * @throws Refused
 */
export function attach(tag, file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return call("POST", `/attachments/${tag}`, { body });
}

/**
 * @param {number} tag
 * @returns {Promise<SigningView>}
 * @throws Refused
 */
export const detach = (tag) => call("DELETE", `/attachments/${tag}`);

/**
 * @param {string} method
 * @param {string} path
 * @param {RequestInit} [more]
 */
async function call(method, path, more = {}) {
  const answer = await fetch(prefix + path, { method, ...more }).catch(() => {
    throw new Refused("The emulator does not answer. Is it still running?");
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Refused(body.message ?? `The emulator answered ${answer.status}.`, readErrors(body.errors));
}

/** @param {unknown} errors */
const readErrors = (errors) =>
  Array.isArray(errors) ? errors.filter(({ tag, message }) => Number.isInteger(tag) && message) : [];
