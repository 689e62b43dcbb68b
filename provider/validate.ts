import { fileNameOf } from "../schema/document-names.ts";
import { envelopeKind } from "../schema/envelope-kind.ts";
import { formatPath, type Issue, type Path } from "../schema/issue.ts";
import { crossFieldIssues } from "../schema/rules.ts";
import { touchesUnknown, unknownPaths } from "../schema/unknown.ts";
import { optionsIssues } from "../schema/validate.ts";
import { toCamel } from "../schema/wire.ts";
import { type Declaration, wireOptions } from "../schema/wire-options.ts";
import { ValidationError } from "../sdk/client/index.ts";
import { friendlyFields, friendlyIssues } from "./friendly-issues.ts";
import { inputIssues } from "./input-issues.ts";

/**
 * Everything that is wrong with a declared envelope, without looking at its files: `documents` must carry what was
 * found out about them. Parts that are not known yet are passed over.
 */
export function envelopeIssues(inputs: Declaration): Issue[] {
  const own = [...inputIssues(inputs), ...friendlyIssues(inputs)];
  const options = wireOptions(inputs);
  const camelled = [
    ...optionsIssues(options, toCamel, envelopeKind(inputs)),
    ...crossFieldIssues(options, uploadedFiles(inputs)),
  ].map((issue) => inProgram(issue, inputs));
  const unknowns = unknownPaths(inputs);
  const isKnown = ({ path, decidedBy = [] }: Issue): boolean =>
    ![...whereDecided(path), ...decidedBy].some((place) => touchesUnknown(place, unknowns));
  const found = [...own, ...camelled].filter(isKnown);
  // Whoever writes a form that only programs have gets one answer, about that form.
  return found.filter((issue) => !camelled.includes(issue) || !isSaid(issue, inputs));
}

/** An issue of the API's form of an envelope, in terms of a program's. */
function inProgram({ path, message, decidedBy }: Issue, { message: short }: Declaration): Issue {
  const camel = (place: Path): Path => place.map((part) => (typeof part === "string" ? toCamel(part) : part));
  const here = camel(path);
  const parent = here.at(-3) === "tags" ? "tag" : here.at(-3) === "recipients" ? "recipient" : undefined;
  const listsFields = parent && message.startsWith("is not a field here");
  return {
    path: short !== undefined && here[1] === "invitation" ? ["message"] : here,
    message: listsFields ? `${message}, ${friendlyFields[parent].join(", ")}` : message,
    ...(decidedBy && { decidedBy: decidedBy.map(camel) }),
  };
}

/** Whether an issue only repeats what is said of the `place`, `document` or `activeForDays` that decides the field. */
function isSaid({ path }: Issue, inputs: Declaration): boolean {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], inputs);
  const has = (field: string): boolean =>
    (parent as Record<string, unknown> | undefined)?.[field] !== undefined;
  switch (path.at(-1)) {
    case "x":
    case "y":
    case "pageNumber":
      return has("place") && !has(String(path.at(-1)));
    case "fileName":
      return has("document");
    case "activeForSeconds":
      return has("activeForDays");
    default:
      return false;
  }
}

/**
 * Where the values stand that say whether a place is wrong: its own; of a tag also those of its type and group, and the
 * documents where it leaves out on which of them it is.
 */
function whereDecided(path: Path): Path[] {
  const at = path.lastIndexOf("tags");
  const field = path[at + 2];
  if (path[0] === "emails") return [path, ["message"]];
  if (path.at(-1) === "activeForSeconds") return [path, [...path.slice(0, -1), "activeForDays"]];
  if (path[0] !== "recipients" || at < 0 || field === undefined) return [path];
  const tag = path.slice(0, at + 2);
  if (field === "tagGroupName") return [path.slice(0, at + 1)];
  if (field === "fileName") return [path, ["documents"], [...tag, "document"]];
  return [path, [...tag, "type"], [...tag, "place"]];
}

function uploadedFiles(inputs: Declaration): { name: string; pages: number | undefined }[] | undefined {
  const { documents } = inputs;
  if (!Array.isArray(documents) || unknownPaths(documents).length > 0) return undefined;
  if (documents.some((document) => typeof document?.path !== "string")) return undefined;
  return documents.map((document) => ({ name: fileNameOf(document), pages: document.pages }));
}

/** The lines that people read: one per issue, each with its place. */
export const issueLines = (issues: Issue[]): string[] =>
  issues.map(({ path, message }) => `${formatPath(path) || "the envelope"} ${message}`);

/** @throws ValidationError listing every issue, when there is any; nothing was sent */
export function validate(inputs: Declaration, found: Issue[] = []): void {
  const issues = [...found, ...envelopeIssues(inputs)];
  if (issues.length > 0) throw new ValidationError("The envelope cannot be sent", issues);
}
