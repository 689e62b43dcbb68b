import type { FastifyInstance } from "fastify";
import type {
  EmulatorControl,
  IdvCommand,
  RecipientChoice,
  SignCommand,
} from "../control/emulator-control.ts";
import { refuseForeignOrigin } from "../pages/own-requests.ts";
import { conditionsApi } from "./conditions-api.ts";

const id = { type: "string" };

const choice = { envelopeId: id, recipientId: id, email: { type: "string" } };

const oneRecipient = { oneOf: [{ required: ["recipientId"] }, { required: ["email"] }] };

const body = (properties: object, more: object = {}): { schema: { body: object } } => ({
  schema: { body: { type: "object", additionalProperties: false, properties, ...more } },
});

const givenValues = { type: "object", additionalProperties: { type: ["string", "boolean"] } };

const signSchema = body(
  {
    ...choice,
    values: givenValues,
    witness: {
      type: "object",
      additionalProperties: false,
      required: ["name", "email"],
      properties: {
        name: { type: "string", minLength: 1 },
        email: { type: "string", minLength: 1 },
        values: givenValues,
        signs: { type: "boolean" },
      },
    },
  },
  { required: ["envelopeId"], ...oneRecipient },
);

const idvSchema = body(
  {
    ...choice,
    result: { type: "object", required: ["state"], properties: { state: { type: "string" } } },
    media: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["contentType", "base64"],
        properties: { contentType: { type: "string" }, base64: { type: "string" } },
      },
    },
  },
  { required: ["envelopeId", "result"], ...oneRecipient },
);

/** The control API's routes, one per method of {@link EmulatorControl}; bodies and answers are JSON in camelCase. */
export async function controlApi(app: FastifyInstance, control: EmulatorControl): Promise<void> {
  app.addHook("onRequest", async (request) => {
    if (request.method !== "GET") refuseForeignOrigin(request);
  });

  app.get("/outbox", async () => control.outbox());
  app.delete("/outbox", async (_request, reply) => {
    control.emptyOutbox();
    return reply.code(204).send();
  });

  app.get("/texts", async () => control.texts());
  app.delete("/texts", async (_request, reply) => {
    control.emptyTexts();
    return reply.code(204).send();
  });

  app.get("/envelopes", async () => control.envelopes());
  app.get<{ Params: { id: string } }>("/envelopes/:id", async ({ params }) => control.envelope(params.id));
  app.post<{ Body: { envelopeId?: string } }>(
    "/process",
    {
      ...body({ envelopeId: id }),
      // The body is optional, and Fastify would validate a missing one.
      preValidation: async (request) => {
        request.body ??= {};
      },
    },
    async (request) => ({ processed: await control.process(request.body.envelopeId) }),
  );
  app.post<{ Body: SignCommand }>("/sign", signSchema, async (request) => control.sign(request.body));
  app.post<{ Body: { envelopeId: string } }>(
    "/sign-all",
    body({ envelopeId: id }, { required: ["envelopeId"] }),
    async (request) => control.signAll(request.body.envelopeId),
  );
  app.post<{ Body: RecipientChoice }>(
    "/bounce",
    body(choice, { required: ["envelopeId"], ...oneRecipient }),
    async (request) => control.bounce(request.body),
  );

  app.post<{ Body: IdvCommand }>("/idv-session", idvSchema, async (request, reply) => {
    control.setIdvSession(request.body);
    return reply.code(204).send();
  });
  app.post<{ Body: RecipientChoice }>(
    "/idv-session-limit",
    body(choice, { required: ["envelopeId"], ...oneRecipient }),
    async (request) => ({ sessionLimit: control.idvSessionLimit(request.body) }),
  );

  app.get("/webhooks", async () => control.webhooks());
  app.delete("/webhooks", async (_request, reply) => {
    control.emptyWebhooks();
    return reply.code(204).send();
  });
  app.post<{ Params: { id: string } }>("/webhooks/:id/deliver", async ({ params }) =>
    control.deliver(params.id),
  );

  app.get("/calls", async () => control.calls());
  app.delete("/calls", async (_request, reply) => {
    control.clearCalls();
    return reply.code(204).send();
  });

  await conditionsApi(app, control);
}
