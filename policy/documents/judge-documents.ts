import type { Path } from "../../schema/issue.ts";
import type { PolicyDocument } from "../document-facts.ts";
import { partialAnswer } from "../partial-answer.ts";
import { type Finding, type NotApplicable, notApplicable } from "../rule.ts";
import type { Subject } from "../subject.ts";

/**
 * Judges each document of an envelope by itself.
 *
 * @param unknown what is not known of a document, in words that go on after its name
 * @param judge findings of one document; undefined: what it needs is not known of this one
 */
export function judgeDocuments(
  { documents }: Subject,
  unknown: string,
  judge: (document: PolicyDocument, path: Path) => Finding[] | undefined,
): Finding[] | NotApplicable {
  if (documents.length === 0) return notApplicable("no document can be read");
  const answers = documents.map((document, at) => judge(document, ["documents", at]));
  const missing = documents.find((_, at) => answers[at] === undefined);
  return partialAnswer(
    answers.flatMap((findings) => findings ?? []),
    missing && `${quoted(missing.name)} ${unknown}`,
  );
}

/** A name as messages show it. */
export const quoted = (name: string): string => JSON.stringify(name);

/** `3 files`, `1 file`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
