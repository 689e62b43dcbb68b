import { formatPath, type Issue } from "../schema/issue.ts";
import type { LineIssue } from "../schema/read-yaml.ts";

/** One thing that is wrong with a policy. */
export type PolicyIssue = LineIssue;

/** A policy cannot be used. Nothing was judged. The message has every issue with its line. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code = "POLICY_INVALID";
  /** The policy file. */
  readonly file: string;
  /** At least one, in the order of their lines. */
  readonly issues: readonly PolicyIssue[];

  constructor(file: string, issues: readonly PolicyIssue[], options?: ErrorOptions) {
    const ordered = issues.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
    super(
      `The policy ${file} cannot be used:\n${ordered.map((issue) => `  ${issueText(file, issue)}`).join("\n")}`,
      options,
    );
    this.file = file;
    this.issues = ordered;
  }
}

/** An issue as commands print it: `file:line: place what is wrong`. */
export function issueText(file: string, { line, path, message }: PolicyIssue): string {
  const place = formatPolicyPath(path);
  return `${file}${line === undefined ? "" : `:${line}`}: ${place === "" ? message : `${place} ${message}`}`;
}

/** Names of rules have hyphens, which are no secret: they are shown as they are. */
const formatPolicyPath = (path: Issue["path"]): string =>
  path.reduce<string>((text, part) => {
    const known = typeof part === "string" && /^[\w-]{1,100}$/.test(part);
    return known ? (text === "" ? part : `${text}.${part}`) : text + formatPath([part]);
  }, "");
