import { resolve } from "node:path";
import type { RunEntry } from "../../review/run/reviewed-run.ts";
import type { Candidates } from "../check/candidate.ts";
import { candidatesInLog, failureIn, readEventLog, refusals } from "../check/from-event-log.ts";
import { candidatesIn } from "../check/from-stack.ts";
import type { LoggedEvents } from "../check/logged-events.ts";
import { previewStack } from "../check/preview-stack.ts";
import type { PulumiCall } from "../pulumi-cli.ts";
import { entriesInLog } from "./entries-in-log.ts";

/** A stack as a preview, or what one printed, tells of it. */
export interface ReviewedPreview {
  events: LoggedEvents;
  entries: readonly RunEntry[];
  /** What is judged; where the preview failed, what is known. */
  candidates: Candidates;
  /** Why there is no plan; undefined: there is one. */
  failure: string | undefined;
}

/** Previews a stack without a key. @throws ConfigError there is no project, or no Pulumi */
export async function fromPreview(
  call: PulumiCall,
  policyPacks: readonly string[],
): Promise<ReviewedPreview> {
  const preview = await previewStack(call, { policyPacks });
  const { events, entries, isRefusedByPacks, project } = preview;
  const failure = isRefusedByPacks ? undefined : preview.failure;
  const candidates =
    failure === undefined
      ? candidatesIn(preview, call.stack)
      : { ...emptyCandidates, ...ownerOf(entries, call, project.name), ...placesOf(project) };
  return { events, entries, candidates: { ...candidates, config: events.config }, failure };
}

/** Reads what a preview printed. @throws ConfigError it is no such file */
export function fromLog(file: string, cwd: string): ReviewedPreview {
  const events = readEventLog(file);
  const refused = refusals(events);
  return {
    events,
    entries: entriesInLog(events, refused),
    candidates: candidatesInLog(events, refused, file, cwd),
    failure: failureIn(events, refused),
  };
}

const emptyCandidates: Pick<Candidates, "envelopes" | "wholeStack" | "config"> = {
  envelopes: [],
  wholeStack: false,
  config: {},
};

function ownerOf(
  entries: readonly RunEntry[],
  { stack }: PulumiCall,
  project: string,
): Pick<Candidates, "project" | "stack"> {
  const [ofUrn] = entries[0]?.identity.replace("urn:pulumi:", "").split("::") ?? [];
  return { project, stack: stack?.split("/").at(-1) ?? ofUrn };
}

const placesOf = ({
  programFolder,
  file,
}: {
  programFolder: string;
  file: string;
}): Pick<Candidates, "folder" | "programFile"> => ({ folder: resolve(programFolder), programFile: file });
