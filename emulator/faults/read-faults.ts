import { Ajv, type ErrorObject } from "ajv";
import { Refusal, type RefusalEntry } from "../envelope/refusal.ts";
import type { Fault } from "./fault.ts";
import schema from "./fault-plan.json" with { type: "json" };

/** A fault plan, as a file holds it. */
export interface FaultPlanFile {
  readonly seed?: number;
  readonly faults: readonly Fault[];
}

let compiled: Ajv | undefined;

function ajv(): Ajv {
  compiled ??= new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }).addSchema(schema);
  return compiled;
}

/**
 * A fault plan, as it was read from JSON.
 *
 * @throws Refusal 400 that names each wrong place, as in `faults[0].action.status`
 */
export function readFaultPlan(value: unknown): FaultPlanFile {
  refuseWrong("fault-plan.json", value, "");
  return value as FaultPlanFile;
}

/**
 * Faults, as they were read from JSON: one or a list.
 *
 * @throws Refusal 400 that names each wrong place, as in `[0].action.status`
 */
export function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) {
    refuseWrong("fault-plan.json#/definitions/fault", value, "");
    return [value as Fault];
  }
  for (const [index, one] of value.entries())
    refuseWrong("fault-plan.json#/definitions/fault", one, `[${index}]`);
  return value as Fault[];
}

function refuseWrong(reference: string, value: unknown, place: string): void {
  const validate = ajv().getSchema(reference);
  if (!validate || validate(value)) return;
  const entries = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map((error) => entryOf(error, place));
  const list = entries.map(({ path, message }) => `${path || "it"} ${message}`).join("; ");
  throw new Refusal(400, "malformed_faults", `The fault plan is not valid: ${list}.`, entries);
}

function entryOf({ keyword, instancePath, params, message }: ErrorObject, place: string): RefusalEntry {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const child = missingProperty ?? additionalProperty;
  const parts = [...instancePath.split("/").slice(1), ...(child === undefined ? [] : [child])];
  const path = parts.reduce(
    (before, part) => before + (/^\d+$/.test(part) ? `[${part}]` : before === "" ? part : `.${part}`),
    place,
  );
  return { path, code: keyword, message: sentenceOf(keyword, params, message) };
}

function sentenceOf(keyword: string, params: ErrorObject["params"], message: string | undefined): string {
  switch (keyword) {
    case "required":
      return "is required";
    case "additionalProperties":
      return "is nothing this fault has";
    case "enum":
      return `must be one of ${(params.allowedValues as string[]).join(", ")}`;
    case "const":
      return `must be a whole number, or "${params.allowedValue}"`;
    case "not":
      return "has seconds and calls; give one of them";
    default:
      return message ?? "is not valid";
  }
}
