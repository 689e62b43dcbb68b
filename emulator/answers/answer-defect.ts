import { Ajv } from "ajv";
import type { Operation } from "../faults/operation.ts";
import { answerSchemas, sharedSchemas } from "./answer-schemas.ts";

let compiled: Ajv | undefined;

/** Compiled at the first answer: it takes a few milliseconds. */
function ajv(): Ajv {
  if (!compiled) {
    compiled = new Ajv({ strict: false, validateFormats: false });
    for (const schema of sharedSchemas) compiled.addSchema(closed(schema) as object);
    for (const [operation, schema] of Object.entries(answerSchemas))
      compiled.addSchema(closed(schema) as object, operation);
  }
  return compiled;
}

/**
 * What is wrong with an answer of the emulator's own: the schema it does not fit, the place and why, without a value.
 * undefined: nothing.
 *
 * @param status the HTTP status it is given with
 */
export function answerDefect(operation: Operation, status: number, body: unknown): string | undefined {
  const schema = status >= 400 ? "error.json" : operation;
  return schema === operation && !(operation in answerSchemas)
    ? "it has a JSON body, and none is known for it"
    : defect(schema, body);
}

/** The same of the body of a webhook. */
export const webhookDefect = (body: unknown): string | undefined => defect("webhook.json", body);

function defect(schema: string, body: unknown): string | undefined {
  const validate = ajv().getSchema(schema);
  if (!validate || validate(body)) return undefined;
  const [error] = validate.errors ?? [];
  const { additionalProperty } = (error?.params ?? {}) as { additionalProperty?: string };
  const named = additionalProperty === undefined ? "" : `/${additionalProperty}`;
  return `${error?.instancePath}${named} ${error?.message} (${error?.schemaPath})`;
}

/**
 * A schema that takes only the fields it knows. The client puts up with others, as the service may get new ones; the
 * emulator can have none that nobody has written down.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "properties" in inside && inside.type === "object"
    ? { additionalProperties: false, ...inside }
    : inside;
}
