import assert from "node:assert/strict";

/** A failed run: the class of what was thrown, and what people read. */
export interface Failure {
  name: string;
  message: string;
}

/** The failure of a run; Pulumi's host gets a plain error, whose cause is ours. */
export async function failureOf(run: Promise<unknown>): Promise<Failure> {
  const error = await run.then(
    () => assert.fail("the run succeeded"),
    (error: Error) => error,
  );
  const cause = error.cause instanceof Error ? error.cause : error;
  return { name: cause.name, message: error.message };
}

/** Asserts that a run was refused with a message that has all of these parts, and none of what is personal. */
export async function assertRefused(run: Promise<unknown>, ...parts: (string | RegExp)[]): Promise<void> {
  const { name, message } = await failureOf(run);
  assert.equal(name, "RefusedError", message);
  for (const part of parts)
    assert.ok(
      typeof part === "string" ? message.includes(part) : part.test(message),
      `${message}\nlacks ${part}`,
    );
  assert.doesNotMatch(message, /@|Pat|Cass|Ari|emulator-key/);
}
