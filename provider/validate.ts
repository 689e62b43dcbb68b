import type { EnvelopeInputs } from "../schema/envelope-inputs.ts";
import { formatPath, type Issue, type Path } from "../schema/issue.ts";
import { crossFieldIssues } from "../schema/rules.ts";
import { optionsIssues } from "../schema/validate.ts";
import { toCamel } from "../schema/wire.ts";
import { ValidationError } from "../sdk/client/index.ts";
import { inputIssues } from "./input-issues.ts";
import { fileNameOf, wireOptions } from "./request.ts";
import { touchesUnknown, unknownPaths } from "./unknown.ts";

/**
 * Everything that is wrong with a declared envelope, without looking at its files: `documents` must carry what was
 * found out about them. Parts that are not known yet are passed over.
 */
export function envelopeIssues(inputs: EnvelopeInputs): Issue[] {
  const own = inputIssues(inputs);
  const options = wireOptions(inputs);
  const camelled = [
    ...optionsIssues(options, toCamel),
    ...crossFieldIssues(options, uploadedFiles(inputs)),
  ].map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "string" ? toCamel(part) : part)),
    message,
  }));
  const unknowns = unknownPaths(inputs);
  const isKnown = ({ path }: Issue): boolean =>
    !decidedBy(path).some((place) => touchesUnknown(place, unknowns));
  return [...own, ...camelled].filter(isKnown);
}

/**
 * Where the values stand that say whether a place is wrong: its own; of a tag also those of its type and group, and the
 * documents where it leaves out on which of them it is.
 */
function decidedBy(path: Path): Path[] {
  const [recipients, , tags, , field] = path;
  if (recipients !== "recipients" || tags !== "tags" || field === undefined) return [path];
  if (field === "tagGroupName") return [path.slice(0, 3)];
  if (field === "fileName") return [path, ["documents"]];
  return [path, [...path.slice(0, 4), "type"]];
}

function uploadedFiles(inputs: EnvelopeInputs): { name: string; pages: number | undefined }[] | undefined {
  const { documents } = inputs;
  if (!Array.isArray(documents) || unknownPaths(documents).length > 0) return undefined;
  if (documents.some((document) => typeof document?.path !== "string")) return undefined;
  return documents.map((document) => ({ name: fileNameOf(document), pages: document.pages }));
}

/** The lines that people read: one per issue, each with its place. */
export const issueLines = (issues: Issue[]): string[] =>
  issues.map(({ path, message }) => `${formatPath(path) || "the envelope"} ${message}`);

/** @throws ValidationError listing every issue, when there is any; nothing was sent */
export function validate(inputs: EnvelopeInputs, found: Issue[] = []): void {
  const issues = [...found, ...envelopeIssues(inputs)];
  if (issues.length > 0) throw new ValidationError("The envelope cannot be sent", issues);
}
