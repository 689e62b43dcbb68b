import { type FaultPlanFile, Refusal, readFaultPlan } from "../../emulator/index.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { readJsonFile } from "./read-json-file.ts";

/**
 * The fault plan that a file holds.
 *
 * @throws ConfigError it is not there, cannot be read, or holds no valid plan; the places that are wrong are named
 */
export async function readFaultPlanFile(path: string): Promise<FaultPlanFile> {
  const value = await readJsonFile(path);
  if (value === undefined)
    throw new ConfigError(`${path} does not exist; --faults takes a file with a plan.`);
  try {
    return readFaultPlan(value);
  } catch (error) {
    if (error instanceof Refusal) throw new ConfigError(`${path}: ${error.message}`);
    throw error;
  }
}
