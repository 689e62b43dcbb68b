import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import branding from "../../schema/branding.json" with { type: "json" };
import embeddedOptions from "../../schema/embedded-options.json" with { type: "json" };
import notifications from "../../schema/notifications.json" with { type: "json" };
import options from "../../schema/options.json" with { type: "json" };
import recipient from "../../schema/recipient.json" with { type: "json" };
import redirectUrls from "../../schema/redirect-urls.json" with { type: "json" };
import rule from "../../schema/rule.json" with { type: "json" };
import standardOptions from "../../schema/standard-options.json" with { type: "json" };
import tag from "../../schema/tag.json" with { type: "json" };
import verification from "../../schema/verification.json" with { type: "json" };
import witness from "../../schema/witness.json" with { type: "json" };
import type { RefusalEntry } from "../envelope/refusal.ts";

/** How an envelope is signed: by e-mailed links (`standard`), or on a page of the sender's (`embedded`). */
export type EnvelopeKind = "standard" | "embedded";

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

const schemas = [
  ...[branding, notifications, redirectUrls, rule, tag, verification, witness],
  ...[recipient, options, standardOptions, embeddedOptions, recipientEditSchema, findSchema],
];

let compiled: Ajv | undefined;

/**
 * Checks a request's value by one of its schemas, and drops from it, in place, what the schema does not know: clients
 * send more fields than are documented, and the service takes no notice.
 *
 * @returns what is wrong; an empty list when nothing is
 */
export function prune(
  schema: `${EnvelopeKind}-options.json` | "recipient-edit.json" | "find.json",
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
  ajv.addFormat("https", isHttps);
  for (const schema of schemas) ajv.addSchema(schema);
  return ajv;
}

/** Unlike the service, the emulator also reaches servers of this machine, which have no certificate. */
function isHttps(text: string): boolean {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname))
  );
}

function entryOf({ keyword, instancePath, params, message }: ErrorObject): RefusalEntry {
  const missing = (params as { missingProperty?: string }).missingProperty;
  const parts = [...instancePath.split("/").slice(1), ...(missing === undefined ? [] : [missing])];
  const path = parts
    .map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join("");
  if (missing !== undefined) return { path, code: "required", message: "is required" };
  if (keyword === "not") return { path, code: "not_allowed", message: "is not allowed here" };
  // Ajv's sentences name limits and allowed values, never the value that was sent.
  return { path, code: keyword, message: message ?? "is not valid" };
}
