import { readFileSync } from "node:fs";
import type { DeclaredEntry, RefusedEntry, ReviewEntry, SentEntry } from "../../provider/review-file.ts";
import { ownerIn, resourceIn } from "../../schema/urn.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { interruptible } from "../interruptible.ts";
import { findProject } from "../project.ts";
import type { PulumiCall } from "../pulumi-cli.ts";
import { byName, type Candidate, type Candidates, isEnvelopeType } from "./candidate.ts";
import { type PreviewDigest, runPreview } from "./preview-digest.ts";
import { withPrivateFile } from "./private-file.ts";

/**
 * Finds the envelopes that a stack declares, by a preview that does without a key and sends nothing.
 *
 * @throws ConfigError there is no project, or the preview failed, or it did not tell of all envelopes
 */
export async function fromStack({ cwd, env, stack }: PulumiCall): Promise<Candidates> {
  const project = findProject(cwd);
  if (!project)
    throw new ConfigError(
      "There is no Pulumi project here or above. Name one with --cwd, or name files, or an event log with --event-log.",
    );
  const { digest, entries } = await withPrivateFile("review.jsonl", (file) =>
    interruptible("Interrupted; nothing was judged.", async (signal) => {
      const digest = await runPreview(
        { cwd, stack, env: { ...withoutKeys(env), ...reviewing(file) } },
        signal,
      );
      return { digest, entries: entriesIn(readFileSync(file, "utf8")) };
    }),
  );
  const envelopes = byName(candidatesIn(entries, digest));
  assertComplete(digest, envelopes);
  const [first] = digest.steps ?? [];
  const owner = ownerIn(first?.urn ?? entries[0]?.identity);
  return {
    envelopes,
    wholeStack: true,
    project: owner.project ?? project.name,
    stack: owner.stack ?? stack?.split("/").at(-1),
    config: digest.config ?? {},
    folder: project.programFolder,
    programFile: project.file,
  };
}

const reviewing = (file: string): NodeJS.ProcessEnv => ({
  YOTI_SIGN_REVIEW_FILE: file,
  // What is to be read here is the digest.
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "false",
});

/** No key is needed, and what is not there cannot leak. */
const withoutKeys = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^YOTI_SIGN_API_KEY(_|$)/.test(name)));

const entriesIn = (text: string): ReviewEntry[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The last word on each: what is replaced is declared twice. */
function candidatesIn(entries: readonly ReviewEntry[], { steps = [] }: PreviewDigest): Candidate[] {
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
function assertComplete({ steps = [] }: PreviewDigest, found: readonly Candidate[]): void {
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
