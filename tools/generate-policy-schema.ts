/**
 * Writes policy/policy-file.json, the JSON Schema that editors check a policy file by: the shape of the file, with the
 * options of every rule of the package. With --check nothing is written, and the exit code is 1 when the file is not what
 * it should be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { engineRules } from "../policy/lint/known-rules.ts";
import { policyShape, settingShape } from "../policy/policy-shape.ts";
import { builtInRules } from "../policy/rules/index.ts";

const url = new URL("../policy/policy-file.json", import.meta.url);
const known = [...builtInRules, ...engineRules].map(({ name, title, options }): [string, object] => [
  name,
  settingShape({ description: title, properties: options?.properties ?? {} }),
]);
const { properties } = policyShape;
const rules = { $ref: "#/definitions/rules" };
const { items } = properties.overrides;
const schema = {
  ...policyShape,
  properties: {
    ...properties,
    rules,
    overrides: {
      ...properties.overrides,
      items: { ...items, properties: { ...items.properties, rules } },
    },
  },
  definitions: {
    ...policyShape.definitions,
    rules: { ...properties.rules, properties: Object.fromEntries(known) },
  },
};
const text = `${JSON.stringify(schema, undefined, 2)}\n`;
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
if (!values.check) {
  writeFileSync(url, text);
} else if (readFileSync(url, "utf8") !== text) {
  console.error("policy/policy-file.json is not what the rules say; run: npm run generate");
  process.exitCode = 1;
}
