import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import type { WireOptions } from "../../schema/generated/wire.ts";
import { wireOptions } from "../../schema/wire-options.ts";
import { argsOf } from "../unit/sdk/options-file/file-of.ts";
import { requestArbitrary } from "./arbitrary-request.ts";
import { runs } from "./seed.ts";

type Variables = Record<string, string | number | boolean>;

/** A request of any text as its message, as the API takes it, beside the documents that it is sent with. */
const requests = fc
  .tuple(fc.oneof(requestArbitrary("standard"), requestArbitrary("embedded")), message())
  .map(([envelope, text]) => {
    const emails = { ...envelope.emails, invitation: { body: { message: text } } };
    return { documents: envelope.documents, options: wireOptions({ ...envelope, emails }) };
  });

/** Texts with all that JSON, YAML and templates give a meaning to. */
function message(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    "${",
    "}",
    "$",
    "\\",
    "'",
    '"',
    ": ",
    " #",
    "- ",
    "\n",
    "\t",
    "NO",
    "0",
    "é",
    "😀",
  );
  return fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).map((text) => text.toWellFormed()),
  );
}

const mapLeaves = (value: unknown, change: (leaf: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, change));
  if (typeof value !== "object" || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, mapLeaves(child, change)]));
};

const escaped = (leaf: unknown): unknown =>
  typeof leaf === "string" ? leaf.replaceAll("${", () => "$${") : leaf;

/** The request with every so-manieth value in a variable, whole or in part. */
function withVariables(options: WireOptions, every: number): { file: unknown; variables: Variables } {
  const variables: Variables = {};
  let count = 0;
  const variable = (value: unknown): string => {
    const name = `v${Object.keys(variables).length}`;
    variables[name] = value as string;
    return `\${${name}}`;
  };
  const file = mapLeaves(options, (leaf) => {
    count += 1;
    if (count % every !== 0) return escaped(leaf);
    // In two parts where no dollar sign comes to stand before the variable.
    if (typeof leaf !== "string" || leaf.includes("$") || count % 2 === 0) return variable(leaf);
    return `${leaf.slice(0, 1)}${variable(leaf.slice(1))}`;
  });
  return { file, variables };
}

const writers: [string, (value: unknown) => string][] = [
  ["JSON", (value) => JSON.stringify(value)],
  ["JSON with tabs", (value) => JSON.stringify(value, null, "\t")],
  ["YAML", (value) => stringify(value)],
  ["YAML with single quotes", (value) => stringify(value, { singleQuote: true, lineWidth: 0 })],
  ["YAML of one line", (value) => stringify(value, { collectionStyle: "flow", lineWidth: 0 })],
];

describe("any request in a file", function () {
  this.timeout(120_000);
  const requestOf = (text: string, documents: EmbeddedEnvelopeInputs["documents"], variables: Variables) =>
    wireOptions({ ...(argsOf(text, variables) as unknown as EmbeddedEnvelopeInputs), documents });

  for (const [how, write] of writers) {
    it(`is the same request when a program reads it from ${how}`, () => {
      fc.assert(
        fc.property(requests, ({ documents, options }) =>
          assert.deepEqual(requestOf(write(mapLeaves(options, escaped)), documents, {}), options),
        ),
        { numRuns: runs(200) },
      );
    });

    it(`is the same request when variables have its values, in ${how}`, () => {
      fc.assert(
        fc.property(requests, fc.integer({ min: 1, max: 5 }), ({ documents, options }, every) => {
          const { file, variables } = withVariables(options, every);
          assert.deepEqual(requestOf(write(file), documents, variables), options);
        }),
        { numRuns: runs(100) },
      );
    });
  }
});
