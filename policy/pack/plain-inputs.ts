import { unknownValue } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";

/**
 * A copy of a resource's inputs as Pulumi gives them to policies: without the proxies that throw where a value is not
 * known yet (it becomes {@link unknownValue}), and without Pulumi's internal properties.
 */
export const plainInputs = (props: object): Declaration => plain(props) as Declaration;

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => known(value, index));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) if (!key.startsWith("__")) copy[key] = known(value, key);
  return copy;
}

function known(container: object, key: string | number): unknown {
  let value: unknown;
  try {
    value = (container as Record<string | number, unknown>)[key];
  } catch {
    return unknownValue;
  }
  return plain(value);
}
