import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SentFacts } from "../../policy/subject.ts";
import { fromStored, type StoredEnvelopeState } from "../../schema/stored-state.ts";
import { unknownValue } from "../../schema/unknown.ts";
import { ownerIn, resourceIn } from "../../schema/urn.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { findProject } from "../project.ts";
import { byName, type Candidate, type Candidates, isEnvelopeType } from "./candidate.ts";
import { type LoggedEvents, loggedEvents } from "./logged-events.ts";
import { errorsIn } from "./preview-digest.ts";

/** After these, an envelope that was sent is still the same one. */
const keepingOps = new Set(["same", "update", "refresh", "read", "import"]);

/**
 * Finds the envelopes in what a preview printed: its events, one JSON value a line, or the digest of `pulumi preview
 * --json`. Pulumi is not asked.
 *
 * @param cwd a folder of the project, whose documents are judged too
 * @throws ConfigError the file cannot be read as such, or is of a preview that failed
 */
export function fromEventLog(file: string, cwd: string): Candidates {
  const events = readEventLog(file);
  const refused = refusals(events);
  const failure = failureIn(events, refused);
  if (failure !== undefined)
    throw new ConfigError(
      `${file} is of a preview that failed, so envelopes may be missing in it. Pulumi says:\n${failure}`,
    );
  return candidatesInLog(events, refused, file, cwd);
}

/** What a preview printed into a file. @throws ConfigError it is no such file */
export function readEventLog(file: string): LoggedEvents {
  const events = loggedEvents(readFileSync(resolve(file), "utf8"));
  if (events) return events;
  throw new ConfigError(
    `${file} has no events of Pulumi's engine. Write it with: PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi ` +
      "preview --json",
  );
}

/** What else failed than envelopes that check refused, in Pulumi's words; undefined: nothing. */
export function failureIn(events: LoggedEvents, refused: ReadonlyMap<string, string[]>): string | undefined {
  const elsewhere = errorsIn(events.diagnostics.filter(({ urn = "" }) => !refused.has(urn)));
  const others = elsewhere.filter((error) => error !== "preview failed");
  const isExplained = refused.size > 0 || events.packFindings.length > 0;
  const left = isExplained ? others : elsewhere;
  return left.length > 0 ? left.join("\n") : undefined;
}

/** The envelopes that a log tells of. */
export function candidatesInLog(
  events: LoggedEvents,
  refused: ReadonlyMap<string, string[]>,
  file: string,
  cwd: string,
): Candidates {
  const project = findProject(cwd);
  const found = new Map(events.steps.flatMap((step) => candidateOf(step, refused)));
  for (const [urn, messages] of refused) if (!found.has(urn)) found.set(urn, refusedCandidate(urn, messages));
  return {
    envelopes: byName(found.values()),
    wholeStack: refused.size === 0,
    ...ownerIn(events.steps[0]?.urn ?? [...refused.keys()][0]),
    config: events.config,
    folder: project?.programFolder ?? resolve(cwd),
    programFile: project?.file ?? resolve(file),
  };
}

/** What is said against envelopes, by URN: check refused them, and Pulumi goes no further then. */
export function refusals({ diagnostics }: LoggedEvents): Map<string, string[]> {
  const own = diagnostics.filter(({ urn }) => isEnvelopeType(urn?.split("::")[2]?.split("$").at(-1)));
  const said = Map.groupBy(own, ({ urn = "" }) => urn);
  return new Map(
    [...said].flatMap(([urn, all]) => {
      const errors = errorsIn(all).map((error) => `${error}; ${stopped}`);
      return errors.length > 0 ? [[urn, errors] as const] : [];
    }),
  );
}

const stopped = "the preview stopped there, so others may be missing in this log";

/** Of what check refused, the log has the reason and no inputs. */
const refusedCandidate = (urn: string, messages: string[]): Candidate => ({
  resource: resourceIn(urn),
  declared: undefined,
  issues: messages.map((message) => ({ path: [], message })),
});

function candidateOf(
  { op, urn, oldState, newState }: LoggedEvents["steps"][number],
  refused: ReadonlyMap<string, string[]>,
): [string, Candidate][] {
  if (!isEnvelopeType(newState?.type) || !newState?.inputs || /delete|discard|remove/.test(op)) return [];
  const { __provider: _, ...declared } = withoutSecrets(newState.inputs) as Record<string, unknown>;
  const candidate = {
    resource: resourceIn(urn),
    declared: declared as unknown as Declaration,
    issues: (refused.get(urn) ?? []).map((message) => ({ path: [], message })),
    sent: keepingOps.has(op) ? sentFacts(oldState?.outputs) : undefined,
  };
  return [[urn, candidate]];
}

function sentFacts(outputs: Record<string, unknown> | undefined): SentFacts | undefined {
  const { envelopeId, status } = outputs ?? {};
  if (typeof envelopeId !== "string" || envelopeId === "") return undefined;
  // Of a secret, the log does not have what it was.
  const known = typeof outputs?.record === "string" && fromStored(outputs as unknown as StoredEnvelopeState);
  const at = known ? known.sent.at : "";
  return { envelopeId, at, status: String(status) };
}

/** Pulumi prints no secret: what it was is not known here. */
export function withoutSecrets(value: unknown): unknown {
  if (value === "[secret]") return unknownValue;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return unknownValue;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withoutSecrets(child)]));
}
