import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Envelope } from "../envelope/envelope.ts";
import { embeddedAnswer } from "../envelope/envelope-answer.ts";
import { queueEnvelope } from "../envelope/queue-envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { readCreateRequest } from "../upload/read-create-request.ts";
import type { World } from "../world.ts";

/** The routes that create envelopes (reference, endpoints 1 and 2), each under the operation's name. */
export async function createApi(app: FastifyInstance, world: World): Promise<void> {
  const { variants } = world.options;

  app.post("/v2/envelopes", { config: { operation: "create" } }, async (request, reply) => {
    const { id } = await create(request, world, "create");
    return reply.code(202).send({ envelope_id: id });
  });

  app.post("/v2/embedded-envelopes", { config: { operation: "createEmbedded" } }, async (request, reply) => {
    const envelope = await create(request, world, "createEmbedded");
    return reply.code(variants.embeddedStatus).send(embeddedAnswer(envelope, variants));
  });
}

async function create(
  request: FastifyRequest,
  { clock, store, documents, processing, faults, searchLag }: World,
  operation: "create" | "createEmbedded",
): Promise<Envelope> {
  if (!request.isMultipart())
    throw new Refusal(
      400,
      "not_multipart",
      "The request must be multipart/form-data with file parts and one options part.",
    );
  const embedded = operation === "createEmbedded";
  const { files, options } = await readCreateRequest(request.parts(), embedded ? "embedded" : "standard");
  const envelope = queueEnvelope(
    {
      account: request.account,
      embedded,
      options,
      files: files.map(({ name, contentType, content }) => ({
        name,
        contentType,
        bytes: content.length,
        sha256: documents.add(content),
      })),
      newId: randomUUID,
    },
    clock.now(),
  );
  store.add(envelope);
  const lag = faults.take(operation, ["search-lag"]);
  if (lag) searchLag.hide(envelope.id, lag, clock.now());
  processing.schedule(envelope, faults.take(operation, ["file-error"])?.code);
  return envelope;
}
