import { readFileSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { anchorsIssues } from "../../provider/anchors.ts";
import { documentsOf } from "../../provider/documents.ts";
import { Runtime } from "../../provider/runtime.ts";
import { envelopeIssues } from "../../provider/validate.ts";
import type { Issue, Path } from "../../schema/issue.ts";
import { readYaml } from "../../schema/read-yaml.ts";
import { toSnake } from "../../schema/wire.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import { noEngine } from "../no-engine.ts";
import type { Candidate, Candidates } from "./candidate.ts";
import { beside, declaredIn, type VariableValues, variableNames } from "./template-declaration.ts";

/** Which files hold templates, and what they do not say themselves. */
export interface Templates {
  files: readonly string[];
  /** Paths of the documents that each of them is sent with; empty: not known. */
  documents: readonly string[];
  /** Values of variables; those that are not given are not known. */
  variables: VariableValues;
  /** Whether they are of embedded envelopes. */
  embedded: boolean;
}

/**
 * Finds the envelopes that files describe: JSON or YAML in the API's own shape, as `envelopeArgsFromFile` takes it.
 * Pulumi is not asked. An envelope is called after its file, without the ending.
 *
 * @throws ConfigError a file cannot be read, or a variable is used by none of them
 */
export async function fromTemplates(templates: Templates): Promise<Candidates> {
  const { files, variables } = templates;
  const runtime = new Runtime({ engine: noEngine });
  const used = new Set<string>();
  const envelopes: Candidate[] = [];
  for (const file of files) {
    const parsed = readYaml(textOf(file));
    for (const name of variableNames(parsed)) used.add(name);
    envelopes.push(await candidateOf(runtime, file, parsed, templates));
  }
  const unused = Object.keys(variables).filter((name) => !used.has(name));
  if (unused.length > 0)
    throw new ConfigError(`No file has the variable ${unused.join(", ")}; correct --var, or leave it out.`);
  const [first = ""] = files;
  return {
    envelopes,
    wholeStack: false,
    project: undefined,
    stack: undefined,
    config: {},
    folder: resolve(),
    programFile: resolve(first),
  };
}

async function candidateOf(
  runtime: Runtime,
  file: string,
  parsed: ReturnType<typeof readYaml>,
  { files, documents, variables, embedded }: Templates,
): Promise<Candidate> {
  const resource = nameOf(file, files);
  const identity = `urn:pulumi:::::pulumi-nodejs:dynamic/yotisign:${embedded ? "Embedded" : ""}Envelope::${resource}`;
  const { declaration, problems } = declaredIn(file, parsed, variables, { documents, identity });
  const found = declaration && (await checked(runtime, declaration));
  const others = beside(problems, inFile)(found?.issues ?? []);
  const [problem] = problems;
  return {
    resource,
    declared: found?.declared,
    issues: [...problems, ...others.map(({ path, message }) => ({ path: inFile(path), message }))],
    file: resolve(file),
    spelled: inFile,
    lineOf(path) {
      // The file names no documents, and one that cannot be read at all has no places, but its problem has a line.
      if (path[0] === "documents") return undefined;
      return parsed.lineOf(path) ?? (declaration ? undefined : problem?.line);
    },
  };
}

/** Names as the API has them. */
const inFile = (path: Path): Path => path.map((part) => (typeof part === "string" ? toSnake(part) : part));

async function checked(
  runtime: Runtime,
  declaration: Declaration,
): Promise<{ declared: Declaration; issues: Issue[] }> {
  const { documents, issues } = await documentsOf(runtime, declaration.documents, []);
  const declared = { ...declaration, documents };
  return {
    declared,
    issues: [...issues, ...envelopeIssues(declared), ...(await anchorsIssues(runtime, declared))],
  };
}

/** The file's name without its ending, or the whole path where two files have the same. */
function nameOf(file: string, files: readonly string[]): string {
  const short = (path: string): string => basename(path, extname(path));
  return files.filter((other) => short(other) === short(file)).length > 1 ? file : short(file);
}

function textOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "ERR_ENCODING_INVALID_ENCODED_DATA"
          ? "it is not written in UTF-8"
          : code;
    throw new ConfigError(`${file} cannot be read (${why}).`, { cause });
  }
}
