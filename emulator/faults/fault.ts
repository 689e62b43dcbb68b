import { type Operation, operations } from "./operation.ts";

/**
 * What goes wrong with a call:
 * - `status`: nothing happens, and this HTTP status (400 to 599) is answered, with a `Retry-After` if given;
 * - `reset-before`: nothing happens, and the connection is reset once the request was read;
 * - `reset-after`: the call has its effect, and the connection is reset instead of the answer;
 * - `hold`: the call has its effect, and the answer waits until held answers are released;
 * - `delay`: the call has its effect, and the answer comes this much later, by the machine's clock;
 * - `file-error`: of a create, the envelope is accepted, and ends ERRORED with this code for its first file.
 */
export type FaultAction =
  | { readonly kind: "status"; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: "reset-before" }
  | { readonly kind: "reset-after" }
  | { readonly kind: "hold" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  | { readonly kind: "file-error"; readonly code: string };

/** A fault for the next `count` calls (default 1) of an operation; faults of one operation are used up in turn. */
export interface Fault {
  readonly operation: Operation;
  readonly count?: number;
  readonly action: FaultAction;
}

const action = (kind: string, properties: Record<string, object> = {}, required: string[] = []): object => ({
  type: "object",
  additionalProperties: false,
  required: ["kind", ...required],
  properties: { kind: { const: kind }, ...properties },
});

/** The JSON Schema of a {@link Fault}, for the control API. */
export const faultSchema = {
  type: "object",
  additionalProperties: false,
  required: ["operation", "action"],
  properties: {
    operation: { enum: operations },
    count: { type: "integer", minimum: 1 },
    action: {
      oneOf: [
        action(
          "status",
          {
            status: { type: "integer", minimum: 400, maximum: 599 },
            retryAfterSeconds: { type: "number", minimum: 0 },
          },
          ["status"],
        ),
        action("reset-before"),
        action("reset-after"),
        action("hold"),
        action("delay", { milliseconds: { type: "number", minimum: 0 } }, ["milliseconds"]),
        action("file-error", { code: { type: "string", minLength: 1 } }, ["code"]),
      ],
    },
  },
} as const;
