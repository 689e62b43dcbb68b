/**
 * Writes schema/generated/wire.ts (snake_case, as the API has it), schema/generated/inputs.ts and outputs.ts (what is
 * sent and what is answered in camelCase, as programs have it) from schema/*.json. With --check nothing is written, and
 * the exit code is 1 when a file is not what it should be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compile, type JSONSchema } from "json-schema-to-typescript";

const folder = new URL("../schema/", import.meta.url);
const wireRoots = [
  "options.json",
  "envelope-state.json",
  "envelope-summary.json",
  "embedded-answer.json",
  "webhook.json",
  "idv-session-config.json",
  "idv-session-configs.json",
  "error.json",
];
const inputRoots = ["options.json"];
const outputRoots = ["envelope-state.json", "envelope-summary.json"];

// Conditions narrow what is valid, not what a type says: json-schema-to-typescript would widen the type by them.
const conditions = new Set(["allOf", "anyOf", "if", "then", "else", "dependencies"]);

/** Rebuilds a JSON value from the inside out; `change` gets each key and its rebuilt value. */
function mapKeys(
  node: unknown,
  change: (key: string, value: unknown) => [string, unknown] | undefined,
): unknown {
  if (Array.isArray(node)) return node.map((child) => mapKeys(child, change));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const changed = change(key, mapKeys(value, change));
      return changed ? [changed] : [];
    }),
  );
}

/** Puts every schema into one document, so that `$ref`s to other files become `#/definitions/…`. */
function bundle(files: string[]): unknown {
  const definitions: Record<string, unknown> = {};
  const visit = (reference: string): string => {
    const [file = "", part] = reference.split("#");
    const name = file.replace(".json", "");
    if (!(name in definitions)) {
      definitions[name] = undefined;
      const source = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      const {
        definitions: own,
        $id: _id,
        $schema: _schema,
        ...body
      } = mapKeys(source, (key, value) => {
        if (conditions.has(key)) return undefined;
        const foreign = key === "$ref" && !(value as string).startsWith("#");
        return [key, foreign ? visit(value as string) : value];
      }) as Record<string, unknown>;
      Object.assign(definitions, own, { [name]: body });
    }
    return `#${part ?? `/definitions/${name}`}`;
  };
  const properties = Object.fromEntries(files.map((file) => [file, { $ref: visit(file) }]));
  return { title: "Root", type: "object", additionalProperties: false, properties, definitions };
}

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Renames properties and nothing else: enum values, titles and definitions stay. */
const camelCased = (schema: unknown): unknown =>
  mapKeys(schema, (key, value) => {
    if (key === "required") return [key, (value as string[]).map(camel)];
    if (key !== "properties") return [key, value];
    return [
      key,
      Object.fromEntries(Object.entries(value as object).map(([name, child]) => [camel(name), child])),
    ];
  });

const wireTitled = (schema: unknown): unknown =>
  mapKeys(schema, (key, value) => [key, key === "title" ? `Wire${value}` : value]);

async function typesOf(schema: unknown): Promise<string> {
  const source = await compile(schema as JSONSchema, "Root", {
    additionalProperties: false,
    bannerComment: "/* Generated from schema/*.json by `npm run generate`; edit those, not this file. */",
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110 },
  });
  return source.replace(/export interface (Wire)?Root \{[\s\S]*?\n\}\n/, "");
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const outputs = {
  "generated/wire.ts": await typesOf(wireTitled(bundle(wireRoots))),
  "generated/inputs.ts": await typesOf(camelCased(bundle(inputRoots))),
  "generated/outputs.ts": await typesOf(camelCased(bundle(outputRoots))),
};
for (const [file, text] of Object.entries(outputs)) {
  const url = new URL(file, folder);
  if (!values.check) {
    writeFileSync(url, text);
  } else if (readFileSync(url, "utf8") !== text) {
    console.error(`schema/${file} is not what the schemas say; run: npm run generate`);
    process.exitCode = 1;
  }
}
