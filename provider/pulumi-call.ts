import { plainFailure } from "./pulumi-failure.ts";
import type { Runtime } from "./runtime.ts";

/** The value without what Pulumi's host throws on: undefined, dates and buffers anywhere in a result. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Does the work of one of Pulumi's calls; an error is thrown in the form in which Pulumi's host passes it on. */
export async function plainly<T>(runtime: Runtime, work: () => Promise<T>): Promise<T> {
  try {
    return await runtime.during(work);
  } catch (error) {
    throw plainFailure(error);
  }
}
