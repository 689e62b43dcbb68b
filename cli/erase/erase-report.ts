import { styleText } from "node:util";
import schema from "../../schema/erase-report.json" with { type: "json" };
import { counted } from "../effect/counted.ts";
import { row } from "../row.ts";
import { wrapped } from "../wrapped.ts";
import type { Person } from "./person.ts";
import type { Findings, Place } from "./place.ts";

const titles: Record<Place["kind"], string> = {
  state: "The stack's state",
  "state-copy": "Copies of the state",
  journal: "The journal",
  receipt: "Receipts",
  pack: "Packs and signed documents",
  config: "The stack's config",
  service: "The service",
  source: "The project's files",
};

/** Findings in which nothing is called after the person, for logs. */
export const hiddenFindings = ({ places, failures, notes }: Findings, person: Person): Findings => ({
  places: places.map((place) => ({
    ...place,
    where: person.hiddenIn(place.where),
    remedy: person.hiddenIn(place.remedy),
  })),
  failures: failures.map((failure) => person.hiddenIn(failure)),
  notes,
});

/** What was found, for people. */
export function eraseText({ places, failures, notes }: Findings, shown: string): string {
  const paragraphs = Object.entries(titles).flatMap(([kind, title]) => {
    const own = places.filter((place) => place.kind === kind);
    if (own.length === 0) return [];
    const remedies = Map.groupBy(own, ({ remedy }) => remedy);
    return [
      [
        styleText("bold", title),
        ...[...remedies].flatMap(([remedy, all]) => [
          ...all.map((place) => row("", `${place.where} (${heldBy(place)})`)),
          row("→", remedy),
        ]),
      ].join("\n"),
    ];
  });
  const head =
    places.length === 0
      ? `Nothing of ${shown} was found.`
      : `${shown} is in ${counted(places.length, "place")}. Nothing was changed.`;
  const rest = [
    ...failures.map((failure) => row("failed", failure, "red")),
    ...notes.map((note) => row("note", note)),
  ];
  return `${[wrapped("", 0, head), ...paragraphs, ...(rest.length > 0 ? [rest.join("\n")] : [])].join("\n\n")}\n`;
}

const heldBy = ({ holds, encrypted }: Place): string => {
  if (encrypted === "unknown") return "encrypted, may hold the person";
  return `${holds.join(", ")}${encrypted ? "; encrypted" : ""}`;
};

/** What was found, for programs: `schema/erase-report.json`. */
export const eraseJson = (
  { places, failures, notes }: Findings,
  person: string,
  stack: string | undefined,
): string =>
  `${JSON.stringify({ reportVersion: schema.properties.reportVersion.const, person, stack: stack ?? null, places, failures, notes }, null, 2)}\n`;
