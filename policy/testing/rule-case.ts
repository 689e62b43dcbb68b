import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { formatPath } from "../../schema/issue.ts";
import { unknownPaths } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { Context } from "../context.ts";
import { exampleEnvelope, exampleNow, exampleResource } from "../example.ts";
import { judge } from "../judge.ts";
import type { Rule } from "../rule.ts";
import { type SentFacts, type Subject, subjectOf } from "../subject.ts";
import type { Verdict } from "../verdict.ts";
import { type DocumentCase, documentOf } from "./document-case.ts";

/** An envelope that a rule is tried on: parts of one that is otherwise in order. */
export interface Case {
  /** What it is, in words that go on after "takes" or "objects to". Default: its number. */
  name?: string;
  /** As a program writes it; what is left out is that of an envelope with one signer and one document, `contract.pdf`. */
  envelope?: Partial<Declaration>;
  /** By declared path. Default: each has one page with one line of text. */
  documents?: Readonly<Record<string, DocumentCase>>;
  /** Other envelopes of the stack, by resource name. */
  others?: Readonly<Record<string, Partial<Declaration>>>;
  /** Options of the rule. */
  options?: Readonly<Record<string, unknown>>;
  /** Default: a sandbox, on Monday, 2 March 2026 at 10:00 UTC, from the branch `main`. */
  context?: Partial<Omit<Context, "others">>;
  /** The envelope was sent already. */
  sent?: SentFacts;
}

/** What a rule says of a case. */
export interface CaseVerdict {
  verdict: Verdict;
  /** `place message` each, or the message alone where it is about the whole; in a stack's, the resource comes first. */
  findings: string[];
  reason?: string;
}

/** An envelope's declaration, by resource name; the case's own first. */
export type Declared = [resource: string, declaration: Declaration][];

export const declaredOf = ({ envelope, others = {} }: Case): Declared => [
  [exampleResource, { ...exampleEnvelope, ...envelope }],
  ...Object.entries(others).map(([resource, parts]): Declared[number] => [
    resource,
    { ...exampleEnvelope, ...parts },
  ]),
];

/** What rules see of declared envelopes, parts of which may be unknown. */
export const subjectsOf = (declared: Declared, { documents = {}, sent }: Case): Subject[] =>
  declared.map(([resource, declaration], at) => {
    const files: unknown = declaration.documents;
    const known = Array.isArray(files) && unknownPaths(files).length === 0;
    const facts = known
      ? (files as DocumentInputs[]).map((file) => documentOf(file, documents[file.path]))
      : undefined;
    return subjectOf(resource, declaration, facts, at === 0 ? sent : undefined);
  });

/** Judges a case's subjects by one rule. */
export function verdictOf(rule: Rule, subjects: readonly Subject[], { options, context }: Case): CaseVerdict {
  const { judgements } = judge(
    subjects,
    {
      rules: [rule],
      config: { extends: "none", rules: { [rule.name]: { level: "mandatory", ...options } } },
    },
    {
      context: {
        ...{ environment: "sandbox", branch: "main", project: "signing", stack: "dev", now: exampleNow },
        ...context,
      },
    },
  );
  const about = judgements.filter(
    (one) => one.rule === rule.name && (rule.scope === "stack" || one.resource === exampleResource),
  );
  const findings = about.flatMap(({ resource, findings }) =>
    findings.map(({ path, message }) =>
      [rule.scope === "stack" ? resource : "", formatPath(path), message].filter(Boolean).join(" "),
    ),
  );
  const [first] = about;
  if (!first) throw new Error(`${rule.name} was not run`);
  return { verdict: first.verdict, findings, ...(first.reason !== undefined && { reason: first.reason }) };
}
