/**
 * `npm start`: runs the root project (examples/nda) with the real Pulumi CLI, against the emulator, or against the
 * service that YOTI_SIGN_BASE_URL and YOTI_SIGN_API_KEY name. `-- --once` ends instead of staying; `-- --yes` does not
 * ask before a real service e-mails people; `-- -c nda:partnerEmail=…` and other words go to Pulumi.
 */
import { runEmulated } from "./emulated.ts";
import { runReal } from "./real.ts";

const own = new Set(["--once", "--yes"]);
const words = process.argv.slice(2);
const args = words.filter((word) => !own.has(word));
const { YOTI_SIGN_BASE_URL: baseUrl, YOTI_SIGN_API_KEY: apiKey } = process.env;

try {
  if (baseUrl && apiKey) await runReal(baseUrl, args, words.includes("--yes"));
  else await runEmulated(args, !words.includes("--once") && process.stdout.isTTY === true);
} catch (error) {
  console.error(`\n${(error as Error).message}`);
  process.exitCode = 1;
}
