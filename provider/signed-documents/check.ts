import { formatPath, type Issue } from "../../schema/issue.ts";
import type { IdentifiedSignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import { touchesUnknown, unknownPaths } from "../../schema/unknown.ts";
import { accountName } from "../../sdk/client/index.ts";
import type { Runtime } from "../runtime.ts";
import { wordOf } from "./status-words.ts";

/** The inputs as Pulumi keeps them, and what is wrong with them as sentences. */
export interface CheckedDocuments {
  inputs: IdentifiedSignedDocumentsInputs;
  issues: string[];
}

/**
 * Judges what signed documents are declared with, and fills in the directory. It calls nothing and reads no file.
 *
 * @param declared the inputs of this run; values may be unknown
 */
export function checkDocuments(
  runtime: Runtime,
  declared: IdentifiedSignedDocumentsInputs,
): CheckedDocuments {
  runtime.approvals.declare(declared.identity);
  const { envelopeId, directory } = declared;
  // While the id is unknown the directory is too.
  const known = typeof envelopeId === "string" && unknownPaths(envelopeId).length === 0;
  const inputs = {
    ...declared,
    ...(known && directory === undefined && { directory: `signed/${envelopeId}` }),
  };
  const issues = documentsIssues(declared).map(
    ({ path, message }) => `${formatPath(path) || "what is declared"} ${message}`,
  );
  return { inputs, issues };
}

/** Everything that is wrong with a declaration. Parts that are not known yet are passed over. */
export function documentsIssues(inputs: IdentifiedSignedDocumentsInputs): Issue[] {
  const unknowns = unknownPaths(inputs);
  const issues = [
    ...strangers(inputs),
    ...fields.flatMap(({ name, required = false, fits, message }) => {
      const value: unknown = inputs[name];
      if (value === undefined && !required) return [];
      return fits(value) ? [] : [{ path: [name], message }];
    }),
    ...sentDocumentIssues(inputs.documents),
  ];
  return issues.filter(({ path }) => !touchesUnknown(path, unknowns));
}

interface Field {
  name: Exclude<keyof IdentifiedSignedDocumentsInputs, "identity">;
  required?: true;
  fits(value: unknown): boolean;
  message: string;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && !value.includes("\0");
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isText);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const digestForm = /^[0-9a-f]{64}$/i;

const fields: Field[] = [
  {
    name: "envelopeId",
    required: true,
    fits: (value) => typeof value === "string" && uuid.test(value),
    message: "must be an envelope's id, a UUID; give envelope, or an Envelope's envelopeId",
  },
  {
    name: "envelopeStatus",
    required: true,
    fits: (value) => typeof value === "string" && wordOf(value) !== undefined,
    message: "must be an envelope's status, as in COMPLETE; give envelope, or an Envelope's status",
  },
  { name: "directory", fits: isText, message: "must be a folder's path" },
  { name: "documents", fits: Array.isArray, message: "must be a list of the documents that were sent" },
  {
    name: "roots",
    fits: (value) => value === "emulator" || isTexts(value),
    message: 'must be a list of paths of PEM files, or "emulator"',
  },
  {
    name: "account",
    fits: (value) => typeof value === "string" && accountName.test(value),
    message: "must be an account's name: a letter, then letters, digits, - and _, at most 50",
  },
  {
    name: "publish",
    fits: isTexts,
    message: 'must be a program and its arguments, each a text of its own, as in ["node", "publish.mjs"]',
  },
];

function strangers(inputs: object): Issue[] {
  const names = fields.map(({ name }) => name as string);
  return Object.keys(inputs)
    .filter((name) => ![...names, "identity", "__provider"].includes(name))
    .map((name) => ({
      path: [name],
      message: `is not a field here; there are: envelope, ${names.join(", ")}`,
    }));
}

function sentDocumentIssues(documents: unknown): Issue[] {
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document: unknown, index): Issue[] => {
    const { fileName, path, sha256 } = Object(document) as Record<string, unknown>;
    if (!isText(fileName)) return [{ path: ["documents", index], message: "has no path and no fileName" }];
    if (path !== undefined && !isText(path))
      return [{ path: ["documents", index, "path"], message: "must be a file's path" }];
    if (sha256 !== undefined && !(typeof sha256 === "string" && digestForm.test(sha256)))
      return [{ path: ["documents", index, "sha256"], message: "must be a SHA-256 in hex, 64 digits" }];
    return [];
  });
}
