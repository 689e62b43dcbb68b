import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { Command, InvalidArgumentError, Option } from "commander";
import { DocumentReader, PageDrawer } from "../document/index.ts";
import { type FailOn, fails, type Threshold } from "../policy/formats/report.ts";
import { pipelineOf } from "../policy/host/pipeline.ts";
import { idsIn } from "../provider/settings.ts";
import { maxCommentCharacters } from "../review/formats/review-markdown.ts";
import { peopleIn } from "../review/mask/people.ts";
import { TextMask } from "../review/mask/text-mask.ts";
import type { PictureScope } from "../review/pictures/page-pictures.ts";
import type { Mask, Review } from "../review/review.ts";
import { reviewOf } from "../review/review-of.ts";
import type { ReviewSource } from "../review/review-source.ts";
import { envelopeSources, otherChanges } from "../review/run/envelope-sources.ts";
import { defaultApprovalDays } from "../schema/approval.ts";
import { ConfigError } from "../sdk/client/index.ts";
import type { Candidates } from "./check/candidate.ts";
import { environmentFor, policyFor } from "./check/check-policy.ts";
import { type FormatRequest, formatReader } from "./check/format-request.ts";
import { judgeCandidates } from "./check/judge-candidates.ts";
import { listed } from "./check/template-options.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { documentSources } from "./review/document-sources.ts";
import { GitBase } from "./review/git-base.ts";
import { hiddenStates } from "./review/hidden-states.ts";
import { withPackFindings } from "./review/pack-judgements.ts";
import { pagePictures } from "./review/page-pictures.ts";
import { cacheFolder, PictureCache } from "./review/picture-cache.ts";
import { writePictureFiles } from "./review/picture-files.ts";
import {
  completedReviews,
  type ReviewFormat,
  type ReviewWriting,
  reviewFormats,
  writeReviews,
} from "./review/review-formats.ts";
import { fromLog, fromPreview, type ReviewedPreview } from "./review/reviewed-stack.ts";
import { wordTexts } from "./review/word-texts.ts";
import { writeApproval } from "./review/write-approval.ts";

/** The world that `yotisign review` runs in; tests give their own. */
export interface ReviewSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface ReviewOptions {
  stack?: string;
  cwd: string;
  base?: string;
  policy?: string;
  policyPack?: string[];
  eventLog?: string;
  format?: FormatRequest<ReviewFormat>[];
  mask: Mask;
  maxChars: number;
  pages: PictureScope;
  pictures?: string;
  picturesUrl?: string;
  out?: string;
  days: number;
  failOn: FailOn;
  failOnUndetermined?: true;
}

/**
 * `yotisign review`: shows what a change of a stack would e-mail, to whom and in which order, with which documents, and
 * writes what a run may be held to. It needs no key and sends nothing. Exit code 1 where it would be refused, 2 where
 * the preview failed; there is a report in either case.
 */
export function reviewCommand(surroundings: ReviewSurroundings = {}): Command {
  return new Command("review")
    .description("show what a change would e-mail, to whom, with which documents; needs no key")
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option(
      "--base <commit>",
      "the commit that is changed, for earlier texts; default: where this left the target's branch",
    )
    .option(
      "--policy <file>",
      "the policy; default: the stack's yotisign:policy, else the nearest yotisign.policy.yaml",
    )
    .option("--policy-pack <folder>", "a policy pack that the preview is judged by, too (repeatable)", listed)
    .option("--event-log <file>", "review what a preview printed as JSON, instead of running one")
    .option(
      "--format <format[=file]>",
      `${reviewFormats.join(", ")} (repeatable)`,
      formatReader(reviewFormats),
    )
    .addOption(
      new Option("--mask <mask>", "how names, addresses and phone numbers are shown")
        .choices(["none", "partial", "full"])
        .default("partial"),
    )
    .option("--max-chars <number>", "the longest Markdown", wholeNumber, maxCommentCharacters)
    .addOption(
      new Option("--pages <pages>", "which pages HTML shows: those with tags, or all")
        .choices(["tagged", "all"])
        .default("tagged"),
    )
    .option("--pictures <folder>", "write a picture of each page with tags")
    .option("--pictures-url <url>", "where the pictures will be seen; default: beside the report")
    .option("--out <file>", "write what `YOTI_SIGN_APPROVED` holds a run to, unless it would be refused")
    .option("--days <number>", "how long that counts", wholeNumber, defaultApprovalDays)
    .addOption(
      new Option("--fail-on <level>", "from which level on findings fail")
        .choices(["advisory", "mandatory", "never"])
        .default("mandatory"),
    )
    .option("--fail-on-undetermined", "fail also when a rule could not be judged")
    .action((options: ReviewOptions) => review(options, surroundings));
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

async function review(
  options: ReviewOptions,
  { env = process.env, output = processOutput, now = Date.now }: ReviewSurroundings,
): Promise<void> {
  const formats = completedReviews(options.format ?? [], env);
  const { cwd, stack, failOn, failOnUndetermined = false, mask, out } = options;
  const call = { cwd, env, stack };
  if (options.eventLog !== undefined && stack !== undefined)
    throw new ConfigError("--stack and --event-log do not go together: a log is of one stack.");
  // What was approved before is not what is found now.
  if (out !== undefined) rmSync(out, { force: true });
  const preview =
    options.eventLog === undefined
      ? await fromPreview(call, options.policyPack ?? [])
      : fromLog(options.eventLog, cwd);
  const madeAt = now();
  const source = await sourceOf(preview, options, env, madeAt);
  const found = reviewOf(source, mask);
  const pictures = await picturesOf(found, source, preview, options, env);
  const threshold = { failOn, failOnUndetermined };
  writeReviews(formats, found, { threshold, maxCharacters: options.maxChars, ...pictures, output });
  const code = exitCodeOf(found, threshold);
  // Whether a finding fails the job is another question than whether a run would be refused.
  if (out !== undefined && code === 0 && found.verdict !== "refused")
    writeApproval(out, source, options.days, madeAt);
  if (code !== 0) output.setExitCode(code);
}

async function sourceOf(
  { events, entries, candidates, failure }: ReviewedPreview,
  { base, cwd, policy: named, eventLog, stack }: ReviewOptions,
  env: NodeJS.ProcessEnv,
  now: number,
): Promise<ReviewSource> {
  const { version } = createRequire(import.meta.url)("pulumi-yotisign/package.json");
  const git = new GitBase(candidates.folder, base, env);
  const reader = new DocumentReader();
  const states = eventLog === undefined ? await hiddenStates(events, { cwd, env, stack }) : new Map();
  const withdrawable = idsIn(env.YOTI_SIGN_WITHDRAW, events.config["yotisign:withdraw"]);
  const envelopes = envelopeSources({
    ...{ entries, steps: events.steps, config: events.config, states, withdrawable },
  });
  const environment = environmentOf(candidates, env, failure);
  const { project, stack: ofStack } = candidates;
  const context = { project, stack: ofStack, environment, now: new Date(now), ...pipelineOf(env, cwd) };
  const report =
    failure === undefined
      ? await judgeCandidates(candidates, await policyFor(named, candidates, env), context, version, reader)
      : undefined;
  return {
    version,
    ...(project !== undefined && { project }),
    ...(ofStack !== undefined && { stack: ofStack }),
    ...(environment !== undefined && { environment }),
    at: new Date(now).toISOString(),
    change: git.change,
    ...(failure !== undefined && { failure: withoutKeys(failure, env) }),
    envelopes,
    others: otherChanges({ steps: events.steps }),
    ...(report && { policy: withPackFindings(report, events.packFindings) }),
    documents: await documentSources(envelopes, candidates.folder, reader, git),
  };
}

/** A preview may have failed just because what is chosen is no service. */
function environmentOf(
  candidates: Candidates,
  env: NodeJS.ProcessEnv,
  failure: string | undefined,
): string | undefined {
  try {
    return environmentFor(candidates, env);
  } catch (error) {
    if (failure !== undefined && error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** A program may print what it found in its environment. */
const withoutKeys = (text: string, env: NodeJS.ProcessEnv): string =>
  Object.entries(env)
    .filter(([name, value = ""]) => /KEY|TOKEN|SECRET|PASS/i.test(name) && value.length > 5)
    .reduce((rest, [, value = ""]) => rest.replaceAll(value, "***"), text);

/** Pictures as files, and what HTML shows, as far as either is asked for. */
async function picturesOf(
  found: Review,
  source: ReviewSource,
  { candidates: { folder: program } }: ReviewedPreview,
  { pictures: folder, picturesUrl: url, pages: scope, mask, format = [] }: ReviewOptions,
  env: NodeJS.ProcessEnv,
): Promise<Pick<ReviewWriting, "pictures" | "shown">> {
  const isHtml = format.some((wanted) => wanted.format === "html");
  // A page may say anything about anybody.
  if (mask === "full" || (folder === undefined && !isHtml)) return { pictures: undefined, shown: {} };
  const drawer = new PageDrawer();
  const cache = await PictureCache.open(cacheFolder(env));
  const drawing = { folder: program, scope: isHtml ? scope : "tagged", drawer, cache } as const;
  // Files have their names on disk, whatever is masked of these in the report.
  const unmasked = reviewOf(source);
  const pictures = await pagePictures(unmasked, drawing);
  const texts = new TextMask(mask, peopleIn(source));
  const names =
    folder === undefined ? [] : await writePictureFiles(found, pictures, folder, { drawer, cache });
  return {
    pictures: folder === undefined ? undefined : { folder, names: new Set(names), url },
    shown: isHtml
      ? { pictures, scope, wordTexts: await wordTexts(unmasked, program, new DocumentReader(), texts) }
      : {},
  };
}

function exitCodeOf({ verdict, envelopes, policy }: Review, threshold: Threshold): number {
  if (verdict === "failed") return 2;
  if (envelopes.some(({ issues }) => issues.length > 0)) return 1;
  return policy?.judgements.some((judgement) => fails(judgement, threshold)) ? 1 : 0;
}
