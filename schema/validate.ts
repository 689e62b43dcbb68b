import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import envelopeState from "./envelope-state.json" with { type: "json" };
import envelopeSummary from "./envelope-summary.json" with { type: "json" };
import error from "./error.json" with { type: "json" };
import type { Issue, Path } from "./issue.ts";
import options from "./options.json" with { type: "json" };
import recipient from "./recipient.json" with { type: "json" };
import tag from "./tag.json" with { type: "json" };

let compiled: Ajv | undefined;

/** Compiled at the first use and once only: a program that merely imports the package does not pay for it. */
function schemas(): Ajv {
  if (!compiled) {
    compiled = new Ajv({
      allErrors: true,
      verbose: true,
      strict: true,
      allowUnionTypes: true,
      strictRequired: false,
    });
    compiled.addFormat("email", fullFormats.email);
    for (const schema of [tag, recipient, options, envelopeState, envelopeSummary, error])
      compiled.addSchema(schema);
  }
  return compiled;
}

/**
 * Everything that is wrong with the `options` part of a create request by its JSON Schema; rules between fields are
 * {@link crossFieldIssues}'s. An empty list: valid.
 *
 * @param value the options in snake_case, of any shape
 * @param rename applied to the names of fields that a message lists; by default they stay as they are
 */
export const optionsIssues = (value: unknown, rename?: (name: string) => string): Issue[] =>
  issuesOf("options.json", value, rename);

/** Everything that is wrong with an envelope's state as the service reports it (GET /v2/envelopes/:id). */
export const envelopeIssues = (value: unknown): Issue[] => issuesOf("envelope-state.json", value);

/** Everything that is wrong with one entry of a find's or a search's answer. */
export const envelopeSummaryIssues = (value: unknown): Issue[] => issuesOf("envelope-summary.json", value);

function issuesOf(id: string, value: unknown, rename = (name: string): string => name): Issue[] {
  const validate = schemas().getSchema(id) as ValidateFunction;
  if (validate(value)) return [];
  // "if" only repeats what its "then" already said.
  return (validate.errors ?? [])
    .filter((found) => found.keyword !== "if")
    .map((found) => issueOf(found, rename));
}

function issueOf(found: ErrorObject, rename: (name: string) => string): Issue {
  const path = pathOf(found.instancePath);
  const { missingProperty, additionalProperty } = found.params as Record<string, string | undefined>;
  const child = missingProperty ?? additionalProperty;
  return { path: child === undefined ? path : [...path, child], message: messageOf(found, rename) };
}

function pathOf(pointer: string): Path {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) =>
    /^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}

function messageOf(found: ErrorObject, rename: (name: string) => string): string {
  const { keyword, params, parentSchema } = found;
  const about = parentSchema?.description ? ` ${parentSchema.description}` : "";
  switch (keyword) {
    case "required":
    case "dependencies":
      return "is required";
    case "additionalProperties":
      return `is not a field here; there are: ${Object.keys(parentSchema?.properties ?? {})
        .map(rename)
        .join(", ")}`;
    case "false schema":
      return found.schemaPath.startsWith("#/then") || found.schemaPath.startsWith("recipient.json/then")
        ? "is not for a CC, who has a name and an e-mail only; remove it, or make the recipient a SIGNER"
        : "is for tags of type text_field only; remove it, or change the tag's type";
    case "const":
      return "must not be true here: the service sets a date_signed_field on every signature; remove it";
    case "enum":
      return `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}.${about}`;
    case "type":
      return `must be a ${[params.type].flat().join(" or a ")}.${about}`;
    case "pattern":
      return `has a character or a form that is not allowed.${about}`;
    case "format":
      return `is not a valid e-mail address.${about}`;
    case "uniqueItems":
      return "lists something twice; remove one";
    default:
      // The rest (lengths, bounds) reads well as ajv puts it, and names limits, never the value.
      return `${found.message}.${about}`;
  }
}
