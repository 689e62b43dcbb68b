import { recipientKeys } from "../schema/recipient-keys.ts";
import { unknownPaths, unknownValue } from "../schema/unknown.ts";
import { type Declaration, isObject } from "../schema/wire-options.ts";

type Fields = Record<string, unknown>;

/**
 * An envelope's recipients with their keys, in which whatever is written out from something that is not known yet is not
 * known either. Without that, a time in days that is not known would look like none.
 *
 * @param written all forms written out as the API has them, in camelCase, of any shape
 */
export function writtenRecipients(written: unknown, declared: Declaration): unknown {
  if (!Array.isArray(written)) return written;
  const recipients: readonly unknown[] = Array.isArray(declared.recipients) ? declared.recipients : [];
  const keys = keysOf(recipients);
  const nothingUnknown = unknownPaths(declared).length === 0;
  return written.map((recipient, at) => {
    if (!isObject(recipient)) return recipient;
    const withKey = { ...recipient, key: keys[at] };
    return nothingUnknown ? withKey : withUnknowns(withKey, recipients[at] as Fields, declared);
  });
}

function keysOf(recipients: readonly unknown[]): string[] {
  const keys = recipientKeys(recipients.map((one) => (isObject(one) ? one : {})) as never);
  const inDoubt = recipients.some((one) => one === unknownValue || Object(one).role === unknownValue);
  if (!inDoubt) return keys;
  // A role is a key only while nobody else has it.
  return keys.map((key, at) => {
    const { key: given, role } = Object(recipients[at]);
    return given === undefined && role !== undefined ? unknownValue : key;
  });
}

function withUnknowns(written: Fields, recipient: Fields, declared: Declaration): Fields {
  const { activeForDays, tags, type, witness } = recipient;
  const tagsInDoubt = type === unknownValue || declared.autotagging === (unknownValue as string);
  return {
    ...(activeForDays === unknownValue && { activeForSeconds: unknownValue }),
    ...(type === unknownValue && { eventNotifications: unknownValue }),
    ...written,
    ...(tags === undefined && tagsInDoubt && { tags: unknownValue }),
    ...lists(written, recipient, declared),
    ...(isObject(written.witness) &&
      isObject(witness) && {
        witness: { ...written.witness, ...lists(written.witness as Fields, witness as Fields, declared) },
      }),
  };
}

/** What refers to documents: a recipient's tags and the files they do not see. */
function lists({ tags, excludedFiles }: Fields, declared: Fields, { documents }: Declaration): Fields {
  const inDoubt = unknownPaths(documents).length > 0;
  const tagOf = (tag: unknown, at: number): unknown => {
    const { place, document } = Object(Object(declared.tags)[at]);
    if (!isObject(tag)) return tag;
    const named = !inDoubt && unknownPaths(document).length === 0;
    const placed = place === undefined || "x" in tag;
    return {
      ...(!placed && { pageNumber: unknownValue, x: unknownValue, y: unknownValue, width: unknownValue }),
      ...tag,
      ...(!named && Object(Object(declared.tags)[at]).fileName === undefined && { fileName: unknownValue }),
    };
  };
  const fileOf = (file: unknown, at: number): unknown => {
    const reference = Object(declared.excludedFiles)[at];
    return isObject(reference) && (inDoubt || unknownPaths(reference).length > 0) ? unknownValue : file;
  };
  return {
    ...(Array.isArray(tags) && { tags: tags.map(tagOf) }),
    ...(Array.isArray(excludedFiles) && { excludedFiles: excludedFiles.map(fileOf) }),
  };
}
