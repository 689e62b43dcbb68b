import { createRequire } from "node:module";
import type { Document, LineCounter, Node, Scalar, YAMLError } from "yaml";
import type { Issue, Path } from "./issue.ts";

// Loaded at the first file: most programs have none.
let loaded: typeof import("yaml") | undefined;
const yaml = (): typeof import("yaml") => {
  loaded ??= createRequire(import.meta.url)("yaml") as typeof import("yaml");
  return loaded;
};

/** An issue, and the line it is in. */
export interface LineIssue extends Issue {
  /** The line in the file, counted from 1; absent where it is about no line. */
  line?: number;
}

/** What a file says, and where. */
export interface YamlFile {
  /** Objects, lists, texts, numbers, booleans and null; undefined where there are problems. */
  value: unknown;
  /** The line of a place, else of the nearest one around it, counted from 1. */
  lineOf(path: Path): number | undefined;
  problems: LineIssue[];
}

/** The largest request there can be has about 66,000: 30 signers with 200 tags of 11 fields. */
const maxValues = 200_000;

/**
 * Reads a text in JSON or YAML 1.2, of which JSON is a part. Anchors and aliases are followed; tags, merge keys,
 * further documents, fields that are there twice and numbers that would lose a digit are problems.
 */
export function readYaml(text: string): YamlFile {
  const counter = new (yaml().LineCounter)();
  const document = yaml().parseDocument(text, {
    lineCounter: counter,
    // Pretty errors quote the file.
    prettyErrors: false,
    stringKeys: true,
    resolveKnownTags: false,
    logLevel: "error",
  });
  const problems = syntaxProblems(document, counter);
  if (problems.length > 0) return { value: undefined, lineOf: () => undefined, problems };
  const reader = new Reader(document, counter);
  const value = reader.read(document.contents, []);
  return { value, lineOf: (path) => reader.lineOf(path), problems: reader.problems };
}

function syntaxProblems(document: Document, counter: LineCounter): LineIssue[] {
  const wrong: YAMLError[] = [...document.errors, ...document.warnings];
  const twice = wrong.filter(({ code }) => code === "DUPLICATE_KEY");
  // The first says what is wrong; the rest is what the parser made of it.
  const shown =
    twice.length === wrong.length ? twice : wrong.filter((one) => !twice.includes(one)).slice(0, 1);
  const problems = shown.map(({ code, pos: [at] }) => ({
    line: counter.linePos(at).line,
    path: [],
    message:
      syntaxMessages[code] ?? "cannot be read as JSON or YAML; look at quotes, brackets and indentation",
  }));
  if (document.directives?.yaml.version === "1.1" && document.directives.yaml.explicit)
    return [...problems, { line: 1, path: [], message: oldYaml }];
  return problems;
}

const oldYaml =
  "asks for YAML 1.1, in which NO is false and a date is no text; remove the %YAML line, and the file is read as YAML 1.2";

/** In our words, since the parser's own may repeat what the file says. */
const syntaxMessages: Partial<Record<YAMLError["code"], string>> = {
  DUPLICATE_KEY: "has a field that is there already; remove one of the two",
  TAB_AS_INDENT: "is indented with a tab; YAML takes spaces only",
  MULTIPLE_DOCS: "begins a second document; a file has one",
  TAG_RESOLVE_FAILED: "has a tag (a word that begins with !); remove it, or put the text in quotes",
  BAD_SCALAR_START: "begins with a character that means something else in YAML; put the text in quotes",
  BAD_DQ_ESCAPE: "has a backslash that begins no escape; double it, or use single quotes",
  UNEXPECTED_TOKEN:
    "cannot be read as JSON or YAML; look at quotes and brackets (within { } and [ ], a text with a variable needs quotes)",
  BLOCK_AS_IMPLICIT_KEY: "has a colon within a text; put the text in quotes",
  NON_STRING_KEY: "has a field whose name is no text",
  RESOURCE_EXHAUSTION: "is nested too deeply",
};

class Reader {
  readonly problems: LineIssue[] = [];
  readonly #document: Document;
  readonly #counter: LineCounter;
  readonly #lines = new Map<string, number>();
  /** The nodes that are being read, so that an alias within what it stands for is seen. */
  readonly #open = new Set<Node>();
  #values = 0;

  constructor(document: Document, counter: LineCounter) {
    this.#document = document;
    this.#counter = counter;
  }

  lineOf(path: Path): number | undefined {
    const line = this.#lines.get(JSON.stringify(path));
    return line === undefined && path.length > 0 ? this.lineOf(path.slice(0, -1)) : line;
  }

  read(node: unknown, path: Path): unknown {
    const { isAlias, isMap, isScalar, isSeq } = yaml();
    this.#values += 1;
    if (this.#values > maxValues) return this.#refuse(path, `has more than ${maxValues} values`, true);
    if (!isMap(node) && !isSeq(node) && !isScalar(node) && !isAlias(node)) return null;
    this.#note(node, path);
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (!target) return this.#refuse(path, "is an alias (*) of which there is no anchor (&) before it");
      if (this.#open.has(target)) return this.#refuse(path, "is an alias (*) within what it stands for");
      return this.read(target, path);
    }
    if (isScalar(node)) return this.#scalar(node, path);
    this.#open.add(node);
    const value = isSeq(node)
      ? node.items.map((item, index) => this.read(item, [...path, index]))
      : Object.fromEntries(
          node.items.map(({ key, value }) => {
            const child = [...path, String((key as Scalar).value)];
            this.#note(key as Scalar, child);
            if (child.at(-1) === "<<") this.#refuse(child, mergeKey);
            return [child.at(-1), this.read(value, child)];
          }),
        );
    this.#open.delete(node);
    return value;
  }

  #scalar({ value, source = "" }: Scalar, path: Path): unknown {
    const digits = typeof value === "number" && /^[-+]?\d+$/.test(source);
    return digits && String(value) !== source ? this.#refuse(path, lossyNumber) : value;
  }

  /** A field's own line is that of its name, where it has one. */
  #note(node: Node, path: Path): void {
    const place = JSON.stringify(path);
    const at = node.range?.[0];
    if (at !== undefined && !this.#lines.has(place)) this.#lines.set(place, this.#counter.linePos(at).line);
  }

  #refuse(path: Path, message: string, once = false): undefined {
    if (once && this.problems.some((problem) => problem.message === message)) return undefined;
    const line = this.lineOf(path);
    this.problems.push({ ...(line !== undefined && { line }), path, message });
    return undefined;
  }
}

const mergeKey =
  "is a merge key, which YAML 1.2 does not have; write the fields out, or repeat a whole value by anchor and alias";

const lossyNumber =
  "is read as a number, which loses how it is written (a leading zero or plus, or digits beyond the 16th); put it in quotes";
