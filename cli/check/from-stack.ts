import type { DeclaredEntry, RefusedEntry, ReviewEntry, SentEntry } from "../../provider/review-file.ts";
import { ownerIn, resourceIn } from "../../schema/urn.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { PulumiCall } from "../pulumi-cli.ts";
import { byName, type Candidate, type Candidates, isEnvelopeType } from "./candidate.ts";
import type { LoggedEvents } from "./logged-events.ts";
import { previewStack, type StackPreview } from "./preview-stack.ts";

/**
 * Finds the envelopes that a stack declares, by a preview that does without a key and sends nothing.
 *
 * @throws ConfigError there is no project, or the preview failed, or it did not tell of all envelopes
 */
export async function fromStack(call: PulumiCall): Promise<Candidates> {
  const preview = await previewStack(call);
  if (preview.failure !== undefined)
    throw new ConfigError(`The preview failed, so there is nothing to judge. ${preview.failure}`);
  return candidatesIn(preview, call.stack);
}

/**
 * The envelopes that a preview told of.
 *
 * @param stack its name as it was asked for, where no resource names it
 * @throws ConfigError it did not tell of all envelopes
 */
export function candidatesIn(
  { project, entries, events }: StackPreview,
  stack: string | undefined,
): Candidates {
  const envelopes = byName(declaredIn(entries, events));
  assertComplete(events, envelopes);
  const [first] = events.steps;
  const owner = ownerIn(first?.urn ?? entries[0]?.identity);
  return {
    envelopes,
    wholeStack: true,
    project: owner.project ?? project.name,
    stack: owner.stack ?? stack?.split("/").at(-1),
    config: events.config,
    folder: project.programFolder,
    programFile: project.file,
  };
}

/** The last word on each: what is replaced is declared twice. */
function declaredIn(entries: readonly ReviewEntry[], { steps }: LoggedEvents): Candidate[] {
  const isA =
    <Entry extends ReviewEntry>(field: string) =>
    (entry: ReviewEntry): entry is Entry =>
      field in entry;
  const byUrn = <Entry extends ReviewEntry>(found: Entry[]): Map<string, Entry> =>
    new Map(found.map((entry) => [entry.identity, entry]));
  const declared = byUrn(entries.filter(isA<DeclaredEntry>("inputs")));
  const sent = byUrn(entries.filter(isA<SentEntry>("sent")));
  const refused = byUrn(entries.filter(isA<RefusedEntry>("refused")));
  const anew = new Set(steps.filter(({ op }) => /replace/.test(op)).map(({ urn }) => urn));
  return [...declared.values()].map(({ identity, inputs, issues }) => {
    const change = refused.get(identity)?.refused;
    const known = anew.has(identity) ? undefined : sent.get(identity)?.sent;
    return {
      resource: resourceIn(identity),
      declared: inputs,
      issues: [...issues, ...(change === undefined ? [] : [change])].map((message) => ({
        path: [],
        message,
      })),
      sent: known && { envelopeId: known.envelopeId, at: known.at, status: known.status },
    };
  });
}

/** An older release in the project would write no file: that must not look like a stack without envelopes. */
function assertComplete({ steps }: LoggedEvents, found: readonly Candidate[]): void {
  const names = new Set(found.map(({ resource }) => resource));
  const missing = steps.filter(
    ({ op, urn, newState }) =>
      isEnvelopeType(newState?.type) && !op.includes("delete") && !names.has(resourceIn(urn)),
  );
  if (missing.length === 0) return;
  throw new ConfigError(
    `The preview did not tell of ${missing.map(({ urn }) => resourceIn(urn)).join(", ")}. Is the pulumi-yotisign of the ` +
      "project as new as this command? Run `npx yotisign` in the project's folder.",
  );
}
