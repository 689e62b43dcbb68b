import embeddedAnswer from "../../schema/embedded-answer.json" with { type: "json" };
import envelopeState from "../../schema/envelope-state.json" with { type: "json" };
import envelopeSummary from "../../schema/envelope-summary.json" with { type: "json" };
import error from "../../schema/error.json" with { type: "json" };
import idvSessionConfigs from "../../schema/idv-session-configs.json" with { type: "json" };
import webhook from "../../schema/webhook.json" with { type: "json" };
import type { Operation } from "../faults/operation.ts";

/** The schemas of answers, and of webhooks, that the client of this package reads by. */
export const sharedSchemas: readonly object[] = [
  embeddedAnswer,
  envelopeState,
  envelopeSummary,
  error,
  idvSessionConfigs,
  webhook,
];

const object = (properties: object, optional: readonly string[] = []): object => ({
  type: "object",
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const summaries = { type: "array", items: { $ref: "envelope-summary.json" } };

/** By operation: what its answer has to be where it is JSON and no refusal. */
export const answerSchemas: Readonly<Partial<Record<Operation, object>>> = {
  create: object({ envelope_id: text }),
  createEmbedded: { $ref: "embedded-answer.json" },
  get: { $ref: "envelope-state.json" },
  status: { $ref: "envelope-state.json" },
  find: object({ envelopes: summaries }),
  search: object({ envelopes: summaries, total: count }),
  sendReminder: object({ recipient_id: text }),
  uploadSignedDocument: object({ status: { const: "QUEUED" } }),
  listIdvSessionConfigs: { $ref: "idv-session-configs.json" },
  createIdvSessionConfig: object({ name: text }),
  // Whatever the control was told, in the words of another API.
  getIdvSession: {
    type: "object",
    required: ["state"],
    properties: { state: text },
    additionalProperties: true,
  },
  resetIdvSessionLimit: object({ session_limit: count }),
};
