import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import optionsSchema from "../../schema/options.json" with { type: "json" };
import recipientSchema from "../../schema/recipient.json" with { type: "json" };
import tagSchema from "../../schema/tag.json" with { type: "json" };
import type { RefusalEntry } from "../envelope/refusal.ts";

const contact = (field: string): { $ref: string } => ({ $ref: `recipient.json#/properties/${field}` });

const recipientEditSchema = {
  $id: "recipient-edit.json",
  type: "object",
  additionalProperties: false,
  properties: {
    name: contact("name"),
    email: contact("email"),
    iso_country_code: contact("iso_country_code"),
    mobile_number: contact("mobile_number"),
  },
  dependencies: { iso_country_code: ["mobile_number"], mobile_number: ["iso_country_code"] },
};

const findSchema = {
  $id: "find.json",
  type: "object",
  additionalProperties: false,
  required: ["envelope_ids"],
  properties: { envelope_ids: { type: "array", items: { type: "string", format: "uuid" } } },
};

let compiled: Ajv | undefined;

/**
 * Checks a request's value by one of its schemas, and drops from it, in place, what the schema does not know: clients
 * send more fields than are documented, and the service takes no notice.
 *
 * @returns what is wrong; an empty list when nothing is
 */
export function prune(
  schema: "options.json" | "recipient-edit.json" | "find.json",
  value: unknown,
): RefusalEntry[] {
  compiled ??= compile();
  const validate = compiled.getSchema(schema) as ValidateFunction;
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(entryOf);
}

function compile(): Ajv {
  const ajv = new Ajv({ allErrors: true, removeAdditional: true, strictTypes: false, strictRequired: false });
  ajv.addFormat("email", fullFormats.email);
  ajv.addFormat("uuid", fullFormats.uuid);
  for (const schema of [tagSchema, recipientSchema, optionsSchema, recipientEditSchema, findSchema])
    ajv.addSchema(schema);
  return ajv;
}

function entryOf({ keyword, instancePath, params, message }: ErrorObject): RefusalEntry {
  const missing = (params as { missingProperty?: string }).missingProperty;
  const parts = [...instancePath.split("/").slice(1), ...(missing === undefined ? [] : [missing])];
  const path = parts
    .map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join("");
  if (missing !== undefined) return { path, code: "required", message: "is required" };
  if (keyword === "false schema") return { path, code: "not_allowed", message: "is not allowed here" };
  // Ajv's sentences name limits and allowed values, never the value that was sent.
  return { path, code: keyword, message: message ?? "is not valid" };
}
