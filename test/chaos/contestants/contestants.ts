import { readFileSync } from "node:fs";
import type { Contestant } from "./contestant.ts";
import { naiveScript } from "./naive-script.ts";
import { pulumiProgram, withoutMemory } from "./pulumi-program.ts";

const textbook = new URL("../../../bench/programs/textbook.cjs", import.meta.url);

/** The ways of sending that go through the matrix, ours first. */
export const contestants: readonly Contestant[] = [
  pulumiProgram({
    name: "ours",
    title: "pulumi-yotisign",
    comesTo: () => true,
    repeats: true,
  }),
  pulumiProgram(
    {
      name: "textbook",
      title: "textbook dynamic provider",
      // Without an update of its own, Pulumi takes a changed envelope for updated, and sends nothing.
      comesTo: (action, point) => action !== "replace" && withoutMemory(point),
      repeats: false,
    },
    readFileSync(textbook, "utf8"),
  ),
  naiveScript,
];

/** @throws Error when there is none of that name */
export function contestantNamed(name: string): Contestant {
  const found = contestants.find((contestant) => contestant.name === name);
  if (!found) throw new Error(`There is no contestant ${name}; there are ours, textbook and script.`);
  return found;
}
