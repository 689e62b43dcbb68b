import { DocumentError, isTextPlace, PlacementError, placeTag, type TagPlace } from "../document/index.ts";
import { digest } from "../schema/canonical.ts";
import { fileNameOf, referredFileName, soleFileName } from "../schema/document-names.ts";
import type { EnvelopeInputs, RecipientInputs, TagInputs } from "../schema/envelope-inputs.ts";
import type { Issue, Path } from "../schema/issue.ts";
import type { Place } from "../schema/place.ts";
import { unknownPaths } from "../schema/unknown.ts";
import { isObject } from "../schema/wire-options.ts";
import type { Runtime } from "./runtime.ts";

/** What finding places goes by. */
interface Search {
  runtime: Runtime;
  documents: EnvelopeInputs["documents"];
  /** What places were found to be in the last run, by {@link placeKey}. */
  known: Map<string, TagPlace>;
  issues: Issue[];
}

/**
 * Finds where the tags go that are placed in points or millimetres or beside a text, and puts the fractions that are
 * sent beside each `place`.
 *
 * @param inputs the declared envelope, of any shape, whose documents carry what was found out about them
 * @param old the inputs of the last run: a place in a document that has not changed is where it was, also once the file
 * is gone
 * @returns the inputs, and what is wrong with places
 */
export async function placeTags<Inputs extends EnvelopeInputs>(
  runtime: Runtime,
  inputs: Inputs,
  old: Partial<EnvelopeInputs>,
): Promise<{ inputs: Inputs; issues: Issue[] }> {
  const { documents } = inputs;
  if (!Array.isArray(documents) || !Array.isArray(inputs.recipients)) return { inputs, issues: [] };
  const search: Search = { runtime, documents, known: knownPlaces(old), issues: [] };
  const recipients: RecipientInputs[] = [];
  for (const [index, recipient] of inputs.recipients.entries())
    recipients.push(await placedRecipient(search, recipient, ["recipients", index]));
  return { inputs: { ...inputs, recipients }, issues: search.issues };
}

async function placedRecipient(
  search: Search,
  recipient: RecipientInputs,
  path: Path,
): Promise<RecipientInputs> {
  if (!isObject(recipient)) return recipient;
  const { tags, witness } = recipient;
  const witnessTags = isObject(witness) ? witness.tags : undefined;
  return {
    ...recipient,
    ...(Array.isArray(tags) && { tags: await placedTags(search, tags, [...path, "tags"]) }),
    ...(witness &&
      Array.isArray(witnessTags) && {
        witness: { ...witness, tags: await placedTags(search, witnessTags, [...path, "witness", "tags"]) },
      }),
  };
}

async function placedTags(search: Search, tags: TagInputs[], path: Path): Promise<TagInputs[]> {
  const placed: TagInputs[] = [];
  for (const [index, tag] of tags.entries()) placed.push(await placedTag(search, tag, [...path, index]));
  return placed;
}

async function placedTag(search: Search, tag: TagInputs, path: Path): Promise<TagInputs> {
  if (!isObject(tag) || tag.place === undefined || unknownPaths(tag).length > 0) return tag;
  const found = await findPlace(search, tag, path);
  if (!found) return tag;
  const fields = ["pageNumber", "x", "y", "width"] as const;
  // What was found in an earlier run may come along (ignoreChanges); anything else contradicts the place.
  const other = fields.find((field) => tag[field] !== undefined && tag[field] !== found[field]);
  if (other)
    search.issues.push({
      path: [...path, other],
      message: "is found by the tag's place; remove it, or the place",
    });
  return { ...tag, ...found };
}

async function findPlace({ runtime, documents, known, issues }: Search, tag: TagInputs, path: Path) {
  const place = tag.place as Place;
  if (!isObject(place)) {
    issues.push({ path: [...path, "place"], message: placeForm });
    return undefined;
  }
  const name = documentNameOf(tag, documents);
  const document = documents.find((one) => typeof one?.path === "string" && fileNameOf(one) === name);
  // Which document it is, or that the file cannot be read, is said already.
  if (!document?.sha256) return undefined;
  const before = known.get(placeKey(place, name, document.sha256));
  if (before) return before;
  try {
    const facts = await runtime.documents.read(document.path);
    const text = isTextPlace(place) ? await runtime.documents.readText(document.path) : undefined;
    return placeTag(place, facts, text);
  } catch (error) {
    if (error instanceof DocumentError)
      issues.push({
        path: [...path, "place"],
        message: `cannot be found: ${document.path} ${error.problem}`,
      });
    else if (error instanceof PlacementError)
      issues.push({ path: [...path, "place", ...error.field.split(".")], message: error.message });
    else throw error;
    return undefined;
  }
}

const placeForm =
  'must be a place: { pageNumber, x, y, unit: "mm", from: "bottom-left" }, or { near: "a text of the document" }';

const documentNameOf = (
  { fileName, document }: TagInputs,
  documents: EnvelopeInputs["documents"],
): string | undefined =>
  isObject(document) ? referredFileName(document, documents) : (fileName ?? soleFileName(documents));

function knownPlaces({ documents, recipients }: Partial<EnvelopeInputs>): Map<string, TagPlace> {
  const known = new Map<string, TagPlace>();
  const tags = (recipients ?? []).flatMap((one) => [...(one.tags ?? []), ...(one.witness?.tags ?? [])]);
  for (const tag of tags) {
    const { place, pageNumber, x, y, width } = tag;
    if (!place || pageNumber === undefined || x === undefined || y === undefined) continue;
    const name = documentNameOf(tag, documents ?? []);
    const document = documents?.find((one) => fileNameOf(one) === name);
    if (document?.sha256)
      known.set(placeKey(place, name, document.sha256), {
        pageNumber,
        x,
        y,
        ...(width !== undefined && { width }),
      });
  }
  return known;
}

/** The same place in the same document is the same point. */
const placeKey = (place: Place, name: string | undefined, sha256: string): string =>
  digest([place, name ?? "", sha256]);
