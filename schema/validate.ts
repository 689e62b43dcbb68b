import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import branding from "./branding.json" with { type: "json" };
import embeddedAnswer from "./embedded-answer.json" with { type: "json" };
import embeddedOptions from "./embedded-options.json" with { type: "json" };
import envelopeState from "./envelope-state.json" with { type: "json" };
import envelopeSummary from "./envelope-summary.json" with { type: "json" };
import error from "./error.json" with { type: "json" };
import idvSessionConfig from "./idv-session-config.json" with { type: "json" };
import idvSessionConfigs from "./idv-session-configs.json" with { type: "json" };
import type { Issue, Path } from "./issue.ts";
import notifications from "./notifications.json" with { type: "json" };
import options from "./options.json" with { type: "json" };
import recipient from "./recipient.json" with { type: "json" };
import redirectUrls from "./redirect-urls.json" with { type: "json" };
import rule from "./rule.json" with { type: "json" };
import { sizeIssue } from "./size.ts";
import standardOptions from "./standard-options.json" with { type: "json" };
import tag from "./tag.json" with { type: "json" };
import verification from "./verification.json" with { type: "json" };
import webhook from "./webhook.json" with { type: "json" };
import { toCamel, toSnake } from "./wire.ts";
import witness from "./witness.json" with { type: "json" };

const requests = [
  ...[branding, notifications, redirectUrls, rule, tag, verification, witness, recipient],
  ...[options, standardOptions, embeddedOptions, idvSessionConfig],
];
const answers = [envelopeState, envelopeSummary, embeddedAnswer, idvSessionConfigs, webhook, error];

let compiled: Ajv | undefined;

/** Compiled at the first use and once only: a program that merely imports the package does not pay for it. */
function schemas(): Ajv {
  if (!compiled) {
    compiled = new Ajv({
      allErrors: true,
      verbose: true,
      strict: true,
      // What narrows a schema (a kind of envelope, a condition) does not say its types again.
      strictTypes: false,
      strictRequired: false,
    });
    compiled.addFormat("email", fullFormats.email);
    // A browser's parser would put up with missing slashes, and with spaces.
    compiled.addFormat("https", (text) => /^https:\/\/\S+$/i.test(text) && URL.canParse(text));
    for (const schema of [...requests, ...answers]) compiled.addSchema(schema);
  }
  return compiled;
}

/** How an envelope is signed: by e-mailed links (`standard`), or on a page of the sender's (`embedded`). */
export type EnvelopeKind = "standard" | "embedded";

/**
 * Everything that is wrong with the `options` part of a create request by its JSON Schema; rules between fields are
 * {@link crossFieldIssues}'s. An empty list: valid.
 *
 * @param value the options in snake_case, of any shape
 * @param rename how programs write the names of fields, in lists that messages give; by default as the API does
 * @param kind which of the two create requests it is for; a standard envelope's by default
 */
export const optionsIssues = (
  value: unknown,
  rename?: (name: string) => string,
  kind: EnvelopeKind = "standard",
): Issue[] => issuesOf(`${kind}-options.json`, value, rename);

/** The same for options of which it is not said yet which kind of envelope they are for. */
export const requestIssues = (value: unknown): Issue[] => issuesOf("options.json", value);

/** Everything that is wrong with an envelope's state as the service reports it (GET /v2/envelopes/:id). */
export const envelopeIssues = (value: unknown): Issue[] => issuesOf("envelope-state.json", value);

/** Everything that is wrong with one entry of a find's or a search's answer. */
export const envelopeSummaryIssues = (value: unknown): Issue[] => issuesOf("envelope-summary.json", value);

/** Everything that is wrong with the answer to the creation of an embedded envelope. */
export const embeddedAnswerIssues = (value: unknown): Issue[] => issuesOf("embedded-answer.json", value);

/** Everything that is wrong with the body of a webhook. That it has the right shape does not make it true. */
export const webhookIssues = (value: unknown): Issue[] => issuesOf("webhook.json", value);

/** Everything that is wrong with a request to create a session configuration for identity checks. */
export const idvSessionConfigIssues = (value: unknown): Issue[] => issuesOf("idv-session-config.json", value);

/** Everything that is wrong with the answer that lists session configurations. */
export const idvSessionConfigsIssues = (value: unknown): Issue[] =>
  issuesOf("idv-session-configs.json", value);

function issuesOf(id: string, value: unknown, rename = (name: string): string => name): Issue[] {
  const oversize = sizeIssue(value);
  if (oversize) return [oversize];
  const validate = schemas().getSchema(id) as ValidateFunction;
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const ofWrongType = new Set(
    errors.filter(({ keyword }) => keyword === "type").map((found) => found.instancePath),
  );
  // "if" only repeats what its "then" already said, and "enum" what "type" did.
  return errors
    .filter(({ keyword }) => keyword !== "if")
    .filter(({ keyword, instancePath }) => keyword !== "enum" || !ofWrongType.has(instancePath))
    .map((found) => issueOf(found, rename));
}

function issueOf(found: ErrorObject, rename: (name: string) => string): Issue {
  const path = pathOf(found.instancePath);
  const { missingProperty, additionalProperty } = found.params as Record<string, string | undefined>;
  const child = missingProperty ?? additionalProperty;
  // All conditions look at the type of the object whose field they are about.
  const type = [...(child === undefined ? path.slice(0, -1) : path), "type"];
  return {
    path: child === undefined ? path : [...path, child],
    message: messageOf(found, rename),
    ...(isConditional(found) && { decidedBy: [type] }),
  };
}

const isConditional = ({ keyword, schemaPath }: ErrorObject): boolean =>
  keyword === "not" || /\/(then|else)\//.test(schemaPath);

function pathOf(pointer: string): Path {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) =>
    /^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}

function messageOf(found: ErrorObject, rename: (name: string) => string): string {
  const { keyword, params, parentSchema } = found;
  const about = why(parentSchema);
  switch (keyword) {
    case "required":
    case "dependencies":
      return `is required${isConditional(found) ? why(parentSchema?.properties?.[params.missingProperty]) : ""}`;
    case "additionalProperties":
      return notAField(params.additionalProperty, Object.keys(parentSchema?.properties ?? {}), rename);
    case "not":
    case "const":
      return String(parentSchema?.description);
    case "enum":
      return `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}${about}`;
    case "type":
      return `must be a ${[params.type].flat().join(" or a ")}${about}`;
    case "pattern":
      return `has a character or a form that is not allowed${about}`;
    case "format":
      return params.format === "https"
        ? `is not an https address${about}`
        : `is not a valid e-mail address${about}`;
    case "uniqueItems":
      return "lists something twice; remove one";
    default:
      // The rest (lengths, bounds) reads well as ajv puts it, and names limits, never the value.
      return `${found.message}${about}`;
  }
}

/** What a schema says of itself, as a further sentence. */
const why = (schema: ErrorObject["parentSchema"]): string =>
  schema?.description ? `. ${schema.description}` : "";

function notAField(name: string, known: string[], rename: (name: string) => string): string {
  // In a program, a name as the API writes it arrives with its underscores doubled.
  const meant = toCamel(name);
  if (name !== meant && known.includes(meant)) return `is written ${rename(meant)} in a program`;
  const written = toSnake(name);
  if (name !== written && known.includes(written)) return `is written ${rename(written)} here`;
  return `is not a field here; there are: ${known.map(rename).join(", ")}`;
}
