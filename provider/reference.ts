import { createHash } from "node:crypto";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { Issue } from "../schema/issue.ts";
import type { Runtime } from "./runtime.ts";
import { isSameId } from "./same-id.ts";

/** Crockford's: no letters that are taken for digits. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 8;
const suffix = / \[[0-9A-HJKMNP-TV-Z]{8}\]$/;

/**
 * The reference of an envelope that is to be sent: 8 characters that follow from the resource and from what it
 * supersedes, so that a repeated run has the same. Undefined where the stack wants none.
 *
 * @param old the inputs of the last run: what was sent keeps its reference
 */
export function referenceOf(
  runtime: Runtime,
  old: Partial<IdentifiedInputs>,
  { identity, supersedes = "" }: IdentifiedInputs,
): string | undefined {
  const exists = Object.keys(old).length > 0;
  if (exists && (supersedes === "" || isSameId(supersedes, old.supersedes))) return old.reference;
  if (runtime.settings.reference === undefined) return exists ? old.reference : undefined;
  return newReference(identity, supersedes);
}

/** The reference of what a resource sends in the place of an envelope; of none: its first. */
export function newReference(identity: string, supersedes: string): string {
  const bytes = createHash("sha256")
    .update(`yotisign-reference ${supersedes.toLowerCase()} ${identity}`)
    .digest();
  return [...bytes.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/**
 * The names that a resource's envelope can have been sent under, with and without its reference. One that kept the
 * reference of a former resource name is not among them.
 *
 * @param supersedes what it may have superseded
 */
export const possibleNames = (name: string, identity: string, supersedes = ""): string[] => [
  name,
  ...[...new Set(["", supersedes])].map((old) => sentName(name, newReference(identity, old))),
];

/** What is wrong with a name that has to take a reference: 1 to 125 characters together (reference, options). */
export function referenceIssues({ name, reference }: IdentifiedInputs): Issue[] {
  if (reference === undefined || typeof name !== "string") return [];
  const over = [...sentName(name, reference)].length - 125;
  if (over <= 0) return [];
  const message = `is ${over} characters too long for the reference that is put behind it; shorten it`;
  return [{ path: ["name"], message }];
}

/** The name that an envelope is sent under. */
export const sentName = (name: string, reference: string | undefined): string =>
  reference === undefined ? name : `${name.trimEnd()} [${reference}]`;

/**
 * The reference behind the name of an envelope that was declared with another name or the same.
 *
 * @returns undefined where there is none, or the declared name ends in what looks like one
 */
export function referenceIn(name: string, declared: string): string | undefined {
  const there = comparableName(name);
  if (there === comparableName(declared)) return undefined;
  return referenceBehind(name);
}

/** A name as it is compared with another: the service may trim it. */
export const comparableName = (name: string): string => name.normalize("NFC").trim();

/**
 * The names that an envelope of this name may have been declared with, as they are compared: without the reference behind it,
 * or just so, since a program's name may end in what looks like one.
 */
export const possiblyDeclared = (name: string): Set<string> =>
  new Set([comparableName(name), comparableName(name.trim().replace(suffix, ""))]);

/** What stands where the reference is in the name of an envelope; undefined: nothing that looks like one. */
export const referenceBehind = (name: string): string | undefined =>
  suffix.test(comparableName(name)) ? comparableName(name).slice(-length - 1, -1) : undefined;
