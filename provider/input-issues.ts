import { extname } from "node:path";
import { fileNameOf } from "../schema/document-names.ts";
import type { DocumentInputs, EnvelopeInputs, IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { Issue } from "../schema/issue.ts";
import { recipientKeys } from "../schema/recipient-keys.ts";
import { optionNames } from "../schema/wire-options.ts";
import { accountName } from "../sdk/client/index.ts";

const maxFiles = 20;
// The reference says 20 MB; read as the smaller of the two, nothing passes here that is refused there.
const maxBytes = 20_000_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const known = {
  envelope: [
    ...optionNames,
    "message",
    "documents",
    "recipients",
    "account",
    "onDelete",
    "supersedes",
    "adopt",
    "duplicateOf",
    "sealed",
    "acceptTimeoutSeconds",
  ],
  document: ["path", "fileName", "sha256", "pages", "bytes"],
};

/** What is wrong with the parts of a declared envelope that are not the API's: documents, keys and settings. */
export function inputIssues(inputs: EnvelopeInputs): Issue[] {
  const {
    identity: _,
    personalData: __,
    reference: ____,
    __provider: ___,
    ...declared
  } = inputs as EnvelopeInputs & Partial<IdentifiedInputs> & { __provider?: string };
  return [
    ...strangers(declared, known.envelope, []),
    ...settings(inputs),
    ...documents(inputs),
    ...keys(inputs),
  ];
}

function strangers(value: object, names: string[], path: Issue["path"]): Issue[] {
  return Object.keys(value)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: [...path, name],
      message: `is not a field here; there are: ${names.join(", ")}`,
    }));
}

function settings({
  account,
  onDelete,
  supersedes,
  adopt,
  duplicateOf,
  sealed,
  acceptTimeoutSeconds,
}: EnvelopeInputs): Issue[] {
  const issues: Issue[] = [];
  const refuse = (wrong: boolean, name: string, message: string): void => {
    if (wrong) issues.push({ path: [name], message });
  };
  refuse(
    account !== undefined && !(typeof account === "string" && accountName.test(account)),
    "account",
    "must be an account's name: a letter, then letters, digits, - and _, at most 50",
  );
  const ways = ["archive", "delete", "retain"];
  refuse(onDelete !== undefined && !ways.includes(onDelete), "onDelete", `must be one of ${ways.join(", ")}`);
  for (const [name, id] of Object.entries({ supersedes, adopt }))
    refuse(id !== undefined && !isId(id), name, "must be the id of an envelope, a UUID");
  refuse(
    duplicateOf !== undefined && !isId(duplicateOf) && !(isFilled(duplicateOf) && duplicateOf.every(isId)),
    "duplicateOf",
    "must be the id of an envelope, a UUID, or a list of ids",
  );
  refuse(sealed !== undefined && typeof sealed !== "boolean", "sealed", "must be true or false");
  const seconds = acceptTimeoutSeconds ?? 1;
  refuse(
    !(Number.isFinite(seconds) && seconds > 0),
    "acceptTimeoutSeconds",
    "must be a number of seconds above 0",
  );
  return issues;
}

const isId = (id: unknown): boolean => typeof id === "string" && uuid.test(id);

const isFilled = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

function documents(inputs: EnvelopeInputs): Issue[] {
  const { documents } = inputs;
  if (!Array.isArray(documents) || documents.length === 0)
    return [{ path: ["documents"], message: "is required: a list of the files to sign, by path" }];
  const firstOf = new Map<string, number>();
  const issues = documents.flatMap((document, index): Issue[] => {
    if (typeof document?.path !== "string" || document.path === "")
      return [{ path: ["documents", index, "path"], message: "is required: where the file is" }];
    const { fileName } = document;
    const name = fileNameOf(document);
    const first = firstOf.get(name) ?? index;
    firstOf.set(name, first);
    if (fileName !== undefined && !isFileName(fileName))
      return [{ path: ["documents", index, "fileName"], message: `must be ${aFileName}` }];
    const twice = `has the name of documents[${first}] too; give one of them another fileName`;
    return [
      ...strangers(document, known.document, ["documents", index]),
      ...(first < index ? [{ path: ["documents", index], message: twice }] : []),
      ...nameProblems(document).map((message) => ({ path: ["documents", index], message })),
    ];
  });
  if (documents.length > maxFiles)
    issues.push({
      path: ["documents"],
      message: `has ${documents.length} files; at most ${maxFiles} can be sent together`,
    });
  const bytes = documents.reduce(
    (sum, document) => sum + (Number.isFinite(document?.bytes) ? (document?.bytes ?? 0) : 0),
    0,
  );
  if (bytes > maxBytes)
    issues.push({
      path: ["documents"],
      message: `has ${(bytes / 1_000_000).toFixed(1)} MB; at most 20 MB can be sent together`,
    });
  return issues;
}

const aFileName = 'a name without ", /, \\ and control characters';

const isFileName = (name: unknown): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: servers read them differently in a multipart header
  typeof name === "string" && /^[^"/\\\u0000-\u001f\u007f]+$/.test(name);

/** What is wrong with the name that a document is sent under, be it declared or the file's own. */
function nameProblems(document: DocumentInputs): string[] {
  const name = fileNameOf(document);
  const ending = extname(document.path).toLowerCase();
  const problems: string[] = [];
  if (!isFileName(name)) problems.push(`needs another fileName: ${aFileName}`);
  if (name.length > 255) problems.push("has a name of more than 255 characters");
  if (extname(name).toLowerCase() !== ending)
    problems.push(
      `has a fileName that does not end in ${ending}, as its file does; the service goes by the name`,
    );
  return problems;
}

function keys({ recipients }: EnvelopeInputs): Issue[] {
  if (
    !Array.isArray(recipients) ||
    recipients.some((recipient) => typeof recipient !== "object" || !recipient)
  )
    return [];
  const all = recipientKeys(recipients);
  const firstOf = new Map(all.map((key, index): [string, number] => [key, index]).toReversed());
  return all.flatMap((key, index): Issue[] => {
    const path = ["recipients", index, "key"];
    if (typeof key !== "string" || key === "") return [{ path, message: "must be a text that is not empty" }];
    if (/^\S+@\S+$/.test(key))
      return [
        {
          path,
          message: "must be no e-mail address, since messages show keys (without one, the role is the key)",
        },
      ];
    const first = firstOf.get(key) ?? index;
    return first === index
      ? []
      : [{ path, message: `is the key of recipients[${first}] too; keys must differ` }];
  });
}
