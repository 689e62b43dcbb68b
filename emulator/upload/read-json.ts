import { Refusal } from "../envelope/refusal.ts";

/**
 * The value of a JSON text.
 *
 * @param what the text's name in the refusal, as in "The request's body"
 * @throws Refusal 400 when it is no JSON
 */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text, which may hold names and addresses.
    throw new Refusal(400, "malformed_json", `${what} is not valid JSON.`);
  }
}
