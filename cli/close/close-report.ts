import { relative } from "node:path";
import { styleText } from "node:util";
import { resourceIn } from "../../schema/urn.ts";
import { counted } from "../effect/counted.ts";
import type { Outcome } from "../effect/result.ts";
import { row } from "../row.ts";
import { wrapped } from "../wrapped.ts";
import type { Closed } from "./close-one.ts";
import type { Closing, Unclosed } from "./closing.ts";

/** What is about to be done, for people. @param signers as they are in receipts */
export function closePlan(
  closings: readonly Closing[],
  skips: readonly Unclosed[],
  stack: string,
  signers: string,
): string {
  const envelopes = counted(closings.length, "envelope");
  return [
    styleText("bold", wrapped("", 0, `Close ${envelopes} of stack ${stack}`)),
    "",
    ...closings.flatMap(({ known, answer, pack, receipt, with: others }) => [
      row("envelope", `${known.name}, ${answer ? "COMPLETE" : "COMPLETE when it was last seen"}`),
      row("id", known.state.envelopeId),
      row("pack", `${shown(pack.path)}, ${pack.found ? "which is there" : "to be downloaded"}`),
      row("receipt", `${shown(receipt)}, signers ${signers === "none" ? "left out" : signers}`),
      ...(others.length > 0 ? [row("with it", others.map(resourceIn).join(", "))] : []),
      "",
    ]),
    ...skips.map(skipLine),
    ...(skips.length > 0 ? [""] : []),
    wrapped(
      "",
      0,
      "Each pack is verified and a receipt is written; then the envelope leaves Pulumi's state. Nothing is done at Yoti " +
        "Sign, and nobody is e-mailed.",
    ),
    "",
    "",
  ].join("\n");
}

const skipLine = ({ known, why }: Unclosed): string => row("not", `${known.name}: ${why}`, "yellow");

/** What there is to say where nothing can be closed. */
export const nothingToClose = (skips: readonly Unclosed[]): string =>
  `${["Nothing was closed.", ...skips.map(skipLine)].join("\n")}\n`;

const colours: Partial<Record<Outcome, "green" | "yellow">> = {
  done: "green",
  planned: "green",
  declined: "yellow",
};

/** One result as lines, for people. */
export function closedLines({ known }: Closing, { outcome, message, problems = [] }: Closed): string {
  const label = outcome === "done" ? "closed" : outcome.replace("-", " ");
  const lines = [
    row(label, [known.name, ...(message ? [message] : [])].join(": "), colours[outcome] ?? "red"),
    ...problems.map((problem) => row("", problem.message)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What to do next, for people. */
export const closedNext = (): string =>
  `\n${wrapped(
    "",
    0,
    "Commit the receipts, and remove the closed envelopes from the program: `pulumi up` has nothing to do for them then. " +
      "As long as they are declared, it takes them back into the state, and sends nothing.",
  )}\n`;

/** All results, for programs; what is not known is null. */
export function closeJson(
  results: readonly (readonly [Closing | Unclosed, Closed])[],
  stack: string | undefined,
  dryRun: boolean,
): string {
  const report = {
    command: "close",
    stack: stack ?? null,
    dryRun,
    results: results.map(([one, { outcome, message = null, problems = [] }]) => ({
      resource: one.known.name,
      urn: one.known.urn,
      envelopeId: one.known.state.envelopeId,
      outcome,
      message,
      pack: "pack" in one ? one.pack.path : null,
      receipt: "receipt" in one ? one.receipt : null,
      with: "with" in one ? one.with : [],
      problems,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const shown = (path: string): string => {
  const short = relative("", path);
  return short.startsWith("..") ? path : short;
};
