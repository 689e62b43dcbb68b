import { UnknownValueError } from "./known.ts";

/** Why a rule has no answer: of what it threw the kind and the place, as the message may repeat a value. */
export function failureReason(thrown: unknown): string {
  if (thrown instanceof UnknownValueError) return "a value is not known yet";
  if (!(thrown instanceof Error)) return `the rule failed: it threw a value of type ${typeof thrown}`;
  const kind = /^\w+$/.test(thrown.name) ? thrown.name : "Error";
  const [, file, line] = /^ +at .*?([\w.-]+\.[cm]?[jt]s):(\d+):\d+\)?$/m.exec(framesOf(thrown)) ?? [];
  return `the rule failed: ${kind}${file === undefined ? "" : ` in ${file}, line ${line}`}`;
}

/** The stack without the message in front of it, which may have lines that look like frames. */
const framesOf = ({ stack = "", message }: Error): string =>
  message === "" ? stack : stack.replaceAll(message, "");
