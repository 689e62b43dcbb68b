/**
 * A provider process as Pulumi's host runs it, which writes what nobody caught. Once its input ends it writes to an output
 * that nobody reads, and ends with how often something was uncaught.
 */
import { Runtime } from "../../../provider/runtime.ts";

let uncaught = 0;
process.on("uncaughtException", (error) => {
  uncaught += 1;
  console.error(error.stack);
});
new Runtime().configure(() => undefined);
process.stdin.resume().once("end", () => {
  const turn = (left: number): void => {
    if (left === 0) process.exit(Math.min(uncaught, 100));
    // Node forgives the first.
    if (left > 48) console.error("why a call failed");
    setImmediate(turn, left - 1);
  };
  turn(50);
});
