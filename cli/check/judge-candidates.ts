import { relative, resolve, sep } from "node:path";
import { DocumentReader } from "../../document/index.ts";
import type { PolicyConfig } from "../../policy/config.ts";
import type { Context } from "../../policy/context.ts";
import type { PolicyDocument } from "../../policy/document-facts.ts";
import type { Report, ReportedEnvelope, ReportedRule } from "../../policy/formats/report.ts";
import { readPolicyDocuments } from "../../policy/host/read-documents.ts";
import { Settings } from "../../policy/in-force.ts";
import { judge } from "../../policy/judge.ts";
import type { Rule } from "../../policy/rule.ts";
import { type Subject, subjectOf } from "../../policy/subject.ts";
import type { Judgement } from "../../policy/verdict.ts";
import { waiverInDate, waiverInUse } from "../../policy/waiver-rules.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { Candidate, Candidates } from "./candidate.ts";
import { repositoryRoot } from "./repository-root.ts";
import { validJudgement, validRule } from "./valid-rule.ts";

/** What envelopes are judged by. */
export interface CheckPolicy {
  rules: readonly Rule[];
  config: PolicyConfig;
  /** Absolute; undefined: there is no policy file. */
  file: string | undefined;
}

/**
 * Judges envelopes by a policy, and by what the provider itself would say of them.
 *
 * @param version the package's
 * @param reader reads the documents; one that was used before knows them already
 */
export async function judgeCandidates(
  candidates: Candidates,
  policy: CheckPolicy,
  context: Omit<Context, "others">,
  version: string,
  reader = new DocumentReader(),
): Promise<Report> {
  const { envelopes, folder, wholeStack, project, stack } = candidates;
  const subjects: Subject[] = [];
  for (const candidate of envelopes) {
    const { declared } = candidate;
    if (declared) subjects.push(await subjectIn(folder, reader, { ...candidate, declared }));
  }
  const { judgements, waivers } = judge(subjects, policy, { context, wholeStack });
  const byName = new Map(envelopes.map((candidate) => [candidate.resource, candidate]));
  return {
    version,
    policy: {
      file: policy.file === undefined ? undefined : seenFromRoot(policy.file),
      preset: policy.config.extends ?? "recommended",
    },
    project,
    stack,
    at: context.now,
    rules: [reported(validRule, { level: "mandatory", options: {} }), ...rulesInForce(policy, context)],
    envelopes: envelopes.map((candidate) => reportedEnvelope(candidate, candidates)),
    judgements: [
      ...envelopes.map(validJudgement),
      ...judgements.map((judgement) => explained(judgement, byName.get(judgement.resource))),
    ],
    waivers,
  };
}

async function subjectIn(
  folder: string,
  reader: DocumentReader,
  { resource, declared, sent, spelled }: Candidate & { declared: Declaration },
): Promise<Subject> {
  const documents = await documentsIn(folder, reader, declared.documents);
  const subject = subjectOf(resource, declared, documents, sent);
  return spelled ? { ...subject, inProgram: (path) => spelled(subject.inProgram(path)) } : subject;
}

/** Documents are read from the program's folder, and named as they are declared. */
async function documentsIn(
  folder: string,
  reader: DocumentReader,
  declared: unknown,
): Promise<readonly PolicyDocument[] | undefined> {
  if (!Array.isArray(declared) || unknownPaths(declared).length > 0) return undefined;
  const known: DocumentInputs[] = declared.filter((document) => typeof document?.path === "string");
  const pathOf = new Map(known.map(({ path }) => [resolve(folder, path), path]));
  const found = await readPolicyDocuments(
    reader,
    known.map((document) => ({
      ...document,
      path: resolve(folder, document.path),
      fileName: fileNameOf(document),
    })),
  );
  return found?.map((document) => ({ ...document, path: pathOf.get(document.path) ?? document.path }));
}

/** Rules may stumble over an envelope that is no such thing; that it is none is said already. */
function explained(judgement: Judgement, candidate: Candidate | undefined): Judgement {
  if (!candidate) return judgement;
  if (judgement.verdict === "undetermined" && candidate.issues.length > 0 && isKnown(candidate))
    return { ...judgement, reason: "the envelope is not valid" };
  const { lineOf } = candidate;
  if (!lineOf) return judgement;
  return {
    ...judgement,
    findings: judgement.findings.map((finding) => {
      const line = lineOf(finding.path);
      return line === undefined ? finding : { ...finding, line };
    }),
  };
}

const isKnown = ({ declared }: Candidate): boolean => unknownPaths(declared).length === 0;

function rulesInForce(
  { rules, config }: CheckPolicy,
  { project, stack }: Omit<Context, "others">,
): ReportedRule[] {
  const settings = new Settings(config);
  return [...rules, waiverInDate, waiverInUse].map((rule) =>
    reported(rule, settings.of(rule, { project, stack, resource: "" })),
  );
}

const reported = (rule: Rule, { level, options }: Pick<ReportedRule, "level" | "options">): ReportedRule => {
  const { name, title, description, severity, judges, frameworks, fix } = rule;
  return {
    name,
    title,
    description,
    severity,
    judges,
    fix,
    level,
    options,
    ...(frameworks && { frameworks }),
  };
};

function reportedEnvelope(
  { resource, file, sent, declared }: Candidate,
  { folder, programFile }: Candidates,
): ReportedEnvelope {
  const documents: unknown = declared?.documents;
  const known = Array.isArray(documents) ? documents.filter(({ path } = {}) => typeof path === "string") : [];
  return {
    resource,
    file: seenFromRoot(file ?? programFile),
    sent: sent !== undefined,
    documents: known.map((document) => ({
      name: fileNameOf(document),
      file: seenFromRoot(resolve(folder, document.path)),
    })),
  };
}

/** Below the root of the repository, with `/`; what is on another drive stays absolute. */
const seenFromRoot = (path: string): string => relative(repositoryRoot(), path).replaceAll(sep, "/");
