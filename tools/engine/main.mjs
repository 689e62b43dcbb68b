// @ts-check
// Prints, as one JSON object, the Pulumi engine that this machine has for this project; gets one when it has none.
import { ensureEngine } from "./ensure-engine.mjs";

try {
  console.log(JSON.stringify(await ensureEngine(), null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
