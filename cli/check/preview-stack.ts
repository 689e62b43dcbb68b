import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ReviewEntry } from "../../provider/review-file.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { interruptible } from "../interruptible.ts";
import { findProject, type Project } from "../project.ts";
import { type PulumiCall, type PulumiRun, runPulumi, saidBy } from "../pulumi-cli.ts";
import { type LoggedEvents, loggedEvents } from "./logged-events.ts";
import { errorsIn } from "./preview-digest.ts";
import { withPrivateFile } from "./private-file.ts";

/** What a preview of a stack told. */
export interface StackPreview {
  project: Project;
  events: LoggedEvents;
  /** What the provider left of each envelope. */
  entries: readonly ReviewEntry[];
  /** Why there is no whole plan, in Pulumi's own words; undefined: there is one. */
  failure: string | undefined;
  /** Whether it is policy packs alone that refuse: the plan is whole then. */
  isRefusedByPacks: boolean;
}

/**
 * Previews a stack without a key. Nothing is sent, and the provider leaves what it knows of each envelope in a file that
 * nobody else may read, for as long as this takes.
 *
 * @param options.policyPacks folders of policy packs that the preview is judged by, too
 * @throws ConfigError there is no project, or no Pulumi
 */
export async function previewStack(
  { cwd, env, stack }: PulumiCall,
  { policyPacks = [] }: { policyPacks?: readonly string[] } = {},
): Promise<StackPreview> {
  const project = findProject(cwd);
  if (!project)
    throw new ConfigError(
      "There is no Pulumi project here or above. Name one with --cwd, or name files, or an event log with --event-log.",
    );
  const packs = policyPacks.flatMap((folder) => ["--policy-pack", resolve(folder)]);
  return await withPrivateFile("review.jsonl", (file) =>
    interruptible("Interrupted; nothing was judged.", async (signal) => {
      const call = { cwd, stack, env: { ...withoutKeys(env), ...reviewing(file) } };
      const run = await runPulumi(["preview", "--json", ...packs], call, signal);
      const found = loggedEvents(run.stdout);
      const events = found ?? { config: {}, steps: [], diagnostics: [], packFindings: [] };
      const entries = entriesIn(readFileSync(file, "utf8"));
      const failure = run.failure === undefined && found ? undefined : whyOf(run, events);
      return { project, events, entries, failure, isRefusedByPacks: isRefusedByPacks(events) };
    }),
  );
}

const reviewing = (file: string): NodeJS.ProcessEnv => ({
  YOTI_SIGN_REVIEW_FILE: file,
  // A digest leaves out what policy packs say.
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
});

/** No key is needed, and what is not there cannot leak. */
const withoutKeys = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^YOTI_SIGN_API_KEY(_|$)/.test(name)));

const entriesIn = (text: string): ReviewEntry[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function whyOf({ failure, stderr }: PulumiRun, { diagnostics }: LoggedEvents): string {
  const said = errorsIn(diagnostics);
  const words = said.length > 0 ? said.join("\n") : saidBy(stderr);
  if (words) return `Pulumi says:\n${words}`;
  return failure === undefined
    ? "Pulumi printed no JSON; install a newer one."
    : `Pulumi says nothing but ${failure}.`;
}

/** Pulumi then has no other error than that there was one. */
const isRefusedByPacks = ({ packFindings, diagnostics }: LoggedEvents): boolean =>
  packFindings.some(({ enforcementLevel }) => enforcementLevel !== "advisory") &&
  errorsIn(diagnostics).every((message) => message === "preview failed");
