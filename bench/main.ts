/** `npm run bench -- <benchmark>`: each prints what it finds, and as its last line one JSON object. */
import { Command, InvalidArgumentError } from "commander";
import { policyBenchmark } from "./policy/policy-benchmark.ts";
import { reviewBenchmark } from "./review/review-benchmark.ts";
import { scaleBenchmark } from "./scale/scale-benchmark.ts";
import { upBenchmark } from "./up/up-benchmark.ts";

const print = (line: string): void => console.log(line);

const program = new Command("bench").description("benchmarks; docs/benchmarks.md says what each measures");

program
  .command("up")
  .description(
    "time `pulumi up` of many envelopes, beside what Pulumi, a textbook provider and HTTP alone take",
  )
  .option("--n <count>", "envelopes; a quarter as many are timed too", count, 1000)
  .option("--runs <count>", "how often each is run; the medians count", count, 1)
  .action(async (options: { n: number; runs: number }) =>
    print(JSON.stringify(await upBenchmark(options, print))),
  );

program
  .command("scale")
  .description(
    "time many envelopes: sent, unchanged and refreshed, with and without Pulumi's checkpoints, in one stack and in four",
  )
  .option("--n <count>", "envelopes; a quarter and four times as many are sent too", count, 1000)
  .option("--runs <count>", "how often each is run; the medians count", count, 1)
  .action(async (options: { n: number; runs: number }) =>
    print(JSON.stringify(await scaleBenchmark(options, print))),
  );

program
  .command("policy")
  .description("time the policy rules: alone, in a preview with our policy pack, and with a textbook one")
  .option("--n <count>", "envelopes", count, 1000)
  .option("--runs <count>", "how often each preview is run; the medians count", count, 1)
  .action(async (options: { n: number; runs: number }) =>
    print(JSON.stringify(await policyBenchmark(options, print))),
  );

program
  .command("review")
  .description("time the review's pictures and HTML, with and without a cache, beside poppler's pdftoppm")
  .option("--envelopes <count>", "envelopes over ten documents", count, 200)
  .option("--pages <count>", "pages of one long document", count, 300)
  .option("--runs <count>", "how often each is run; the medians count", count, 1)
  .action(async (options: { envelopes: number; pages: number; runs: number }) =>
    print(JSON.stringify(await reviewBenchmark(options, print))),
  );

await program.parseAsync();

function count(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a whole number from 1 to 99999.");
}
