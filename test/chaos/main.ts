/** `npm run test:chaos`: the kill matrix; docs/guarantees.md says what it tries. */
import { Command, InvalidArgumentError, Option } from "commander";
import { contestantNamed, contestants } from "./contestants/contestants.ts";
import { Lane } from "./lane.ts";
import { type Outcome, run } from "./run.ts";
import { describe, scenarioOf } from "./scenario.ts";
import { closingLine, table, tally } from "./summary.ts";

interface Options {
  seeds: number;
  from: number;
  seed?: number;
  jobs: number;
  contestant: "ours" | "textbook" | "script" | "all";
}

const program = new Command("test:chaos")
  .description("kill runs at every point, repeat them until they settle, and judge by what the service sent")
  .option("--seeds <count>", "how many seeds", whole, 54)
  .option("--from <seed>", "the first of them", whole, 0)
  .option("--seed <seed>", "this one alone", whole)
  .option("--jobs <count>", "runs at a time", whole, 2)
  .addOption(
    new Option("--contestant <name>", "who sends")
      .choices([...contestants.map(({ name }) => name), "all"])
      .default("ours"),
  )
  .parse();

const options = program.opts<Options>();
const seeds =
  options.seed === undefined
    ? Array.from({ length: options.seeds }, (_, index) => options.from + index)
    : [options.seed];
const chosen = options.contestant === "all" ? contestants : [contestantNamed(options.contestant)];
const works = chosen.flatMap((contestant) =>
  seeds
    .map((seed) => ({ contestant, scenario: scenarioOf(seed) }))
    .filter(({ scenario }) => scenario.parts.every(({ action, point }) => contestant.comesTo(action, point))),
);
const queue = works.values();
const outcomes = new Map<string, Outcome[]>(chosen.map(({ name }) => [name, []]));
const lanes = await Promise.all(
  Array.from({ length: Math.min(Math.max(options.jobs, 1), works.length) }, () => Lane.open()),
);
console.log(`seeds ${seeds[0]} to ${seeds.at(-1)}, ${works.length} runs`);
let done = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void Promise.all(lanes.map((lane) => lane.close())).then(() => process.exit(130));
  });
try {
  await Promise.all(lanes.map(work));
} finally {
  await Promise.all(lanes.map((lane) => lane.close()));
}
const tallies = chosen.map(({ name, title }) => tally(title, outcomes.get(name) ?? []));
const early = [...outcomes.values()].flat().filter(({ endedBefore }) => endedBefore).length;
console.log(
  `${early} runs were killed where a planned fault had failed one of their envelopes, or held it back`,
);
console.log(`\n${table(tallies)}\n`);
const own = outcomes.get("ours") ?? [...outcomes.values()].flat();
console.log(closingLine(own));
const failed = (outcomes.get("ours") ?? []).some(isFailure);
process.exitCode = failed ? 1 : 0;

async function work(lane: Lane): Promise<void> {
  for (const { contestant, scenario } of queue) {
    const started = performance.now();
    const outcome = await run(lane, contestant, scenario);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    outcomes.get(contestant.name)?.push(outcome);
    done += 1;
    if (isFailure(outcome) && (contestant.name === "ours" || options.seed !== undefined))
      console.log(`seed ${scenario.seed} (${describe(scenario)}): ${outcome.notes.join("; ")}`);
    else if (options.seed !== undefined)
      console.log(
        `seed ${scenario.seed} (${describe(scenario)}): ${outcome.repeats} runs more, ${seconds} s`,
      );
    if (done % 10 === 0) console.log(`${done} of ${works.length} runs; the last took ${seconds} s`);
  }
}

function isFailure({ duplicates, lost, unaskedWithdrawals, orphans, stuck }: Outcome): boolean {
  return stuck || duplicates + lost + unaskedWithdrawals + orphans > 0;
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a whole number.");
}
