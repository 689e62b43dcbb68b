import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { archiveEnvelope } from "../envelope/archive-envelope.ts";
import { editRecipient, type RecipientEdit } from "../envelope/edit-recipient.ts";
import { envelopeAnswer, statusAnswer, summaryAnswer } from "../envelope/envelope-answer.ts";
import { Refusal } from "../envelope/refusal.ts";
import { recipientById } from "../store/envelope-store.ts";
import { type QueryString, readSearchQuery, searchEnvelopes } from "../store/search-envelopes.ts";
import type { World } from "../world.ts";
import { checked } from "./checked.ts";

interface EnvelopeParams {
  Params: { id: string };
}

interface RecipientParams {
  Params: { id: string; rid: string };
}

/** The routes of envelopes that exist (reference, endpoints 3 to 8, 12 and 13), each under the operation's name. */
export async function signApi(app: FastifyInstance, world: World): Promise<void> {
  const { clock, store, packs, searchLag, options } = world;

  app.get<EnvelopeParams>(
    "/v2/envelopes/:id",
    { config: { operation: "get" } },
    async ({ params, account }) => envelopeAnswer(store.findOwn(params.id, account), options.variants),
  );

  app.get<EnvelopeParams>(
    "/v2/envelopes/:id/status",
    { config: { operation: "status" } },
    async ({ params, account }) => statusAnswer(store.findOwn(params.id, account)),
  );

  app.patch<EnvelopeParams>(
    "/v2/envelopes/:id",
    { config: { operation: "archive" } },
    async ({ params, account }, reply) => {
      store.take(archiveEnvelope(store.findOwn(params.id, account), clock.now()));
      return reply.code(204).send();
    },
  );

  app.delete<EnvelopeParams>(
    "/v2/envelopes/:id",
    { config: { operation: "delete" } },
    async ({ params, account }, reply) => {
      store.delete(store.findOwn(params.id, account).id);
      return reply.code(204).send();
    },
  );

  app.get<EnvelopeParams>(
    "/v2/envelopes/:id/completed-documents",
    { config: { operation: "completedDocuments" } },
    async ({ params, account }, reply) => {
      const envelope = store.findOwn(params.id, account);
      if (envelope.completedAt === null)
        throw new Refusal(
          409,
          "not_complete",
          "The envelope has no completed documents: not everybody has signed.",
        );
      const pack = await packs.of(envelope);
      return reply
        .type("application/zip")
        .header("content-disposition", `attachment; filename="${envelope.id}.zip"`)
        .send(pack);
    },
  );

  app.patch<RecipientParams>(
    "/v2/envelopes/:id/recipients/:rid",
    { config: { operation: "editRecipient" } },
    async ({ params, account, body }, reply) => {
      const envelope = store.findOwn(params.id, account);
      const recipient = recipientById(envelope, params.rid);
      const edit = checked<RecipientEdit>("recipient-edit.json", body);
      if (Object.keys(edit).length === 0)
        throw new Refusal(
          422,
          "nothing_to_edit",
          "The body names none of name, email, iso_country_code and mobile_number.",
        );
      store.take(editRecipient(envelope, recipient, edit, randomUUID(), clock.now()));
      return reply.code(204).send();
    },
  );

  app.post(
    "/v2/organisations/envelopes/find",
    { config: { operation: "find" } },
    async ({ body, account }) => {
      const { envelope_ids } = checked<{ envelope_ids: string[] }>("find.json", body);
      const own = [...new Set(envelope_ids.map((id) => id.toLowerCase()))]
        .flatMap((id) => store.peek(id) ?? [])
        .filter((envelope) => envelope.account === account);
      const found = searchLag.known(own, "find", clock.now());
      return { envelopes: found.map((envelope) => summaryAnswer(envelope, options.variants)) };
    },
  );

  app.get<{ Querystring: QueryString }>(
    "/v2/organisations/envelopes/search",
    { config: { operation: "search" } },
    async ({ query, account }) => {
      const asked = readSearchQuery(query, clock.now());
      const own = store.all().filter((envelope) => envelope.account === account);
      const known = searchLag.known(own, "search", clock.now());
      const { page, total } = searchEnvelopes(known, asked, options.variants.searchOffset);
      return { envelopes: page.map((envelope) => summaryAnswer(envelope, options.variants)), total };
    },
  );
}
