import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentReader } from "../../../document/index.ts";
import {
  exampleEnvelope,
  exampleNow,
  exampleResource,
  exampleSent,
  type RuleExample,
} from "../../../policy/example.ts";
import { readPolicyDocuments } from "../../../policy/host/read-documents.ts";
import { judge } from "../../../policy/judge.ts";
import type { Rule } from "../../../policy/rule.ts";
import { type SentFacts, type Subject, subjectOf } from "../../../policy/subject.ts";
import type { Judgement } from "../../../policy/verdict.ts";
import { formatPath } from "../../../schema/issue.ts";
import type { Declaration } from "../../../schema/wire-options.ts";
import { exampleDocument } from "./example-document.ts";

const folder = mkdtempSync(join(tmpdir(), "yotisign-policy-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const reader = new DocumentReader();

/** What a rule says of an example: its verdict, and each finding as `place message`. */
export interface ExampleVerdict {
  verdict: Judgement["verdict"];
  findings: string[];
  reason?: string;
}

/** Judges an example by one rule, with documents that are really made and read. */
export async function judgedExample(
  rule: Rule,
  example: RuleExample,
  sent?: SentFacts,
): Promise<ExampleVerdict> {
  const subjects = await subjectsOf(example, sent);
  const report = judge(
    subjects,
    {
      rules: [rule],
      config: { extends: "none", rules: { [rule.name]: { level: "mandatory", ...example.options } } },
    },
    {
      context: {
        environment: "sandbox",
        branch: "main",
        project: "signing",
        stack: "dev",
        now: exampleNow,
        ...example.context,
      },
    },
  );
  const own = report.judgements.filter((one) => one.rule === rule.name);
  const about = own.filter(({ resource }) => rule.scope === "stack" || resource === exampleResource);
  const findings = about
    .flatMap((one) => one.findings)
    .map(({ path, message }) => `${formatPath(path)} ${message}`.trim());
  const [first] = about;
  const verdict = about.find((one) => one.verdict === "fail")?.verdict ?? first?.verdict ?? "pass";
  return { verdict, findings, ...(first?.reason !== undefined && { reason: first.reason }) };
}

/** An example's envelope, and the stack's others, with their documents made and read. */
export async function subjectsOf(
  example: RuleExample,
  sent: SentFacts | undefined = example.sent && { ...exampleSent, ...example.sent },
): Promise<Subject[]> {
  const all: [string, Partial<Declaration>][] = [
    [exampleResource, example.envelope ?? {}],
    ...Object.entries(example.others ?? {}),
  ];
  return Promise.all(
    all.map(async ([resource, parts], index) => {
      const declared = { ...exampleEnvelope, ...parts };
      const place = mkdtempSync(join(folder, "example-"));
      const documents = [];
      for (const document of declared.documents) {
        const path = join(place, document.path.replaceAll("/", "-"));
        writeFileSync(path, await exampleDocument(example.documents?.[document.path] ?? {}));
        documents.push({ fileName: document.path.split("/").at(-1) ?? "", ...document, path });
      }
      const facts = await readPolicyDocuments(reader, documents);
      // Rules see the path that was declared, not where this test put the file.
      const named = facts?.map((one, at) => ({ ...one, path: declared.documents[at]?.path ?? "" }));
      return subjectOf(resource, { ...declared, documents }, named, index === 0 ? sent : undefined);
    }),
  );
}
