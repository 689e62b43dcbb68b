import type { FastifyInstance } from "fastify";
import { zipSync } from "fflate";
import idvSessionConfigSchema from "../../schema/idv-session-config.json" with { type: "json" };
import { Refusal } from "../envelope/refusal.ts";
import { textPages } from "../pdf/text-pages.ts";
import type { IdvSessionConfig } from "../store/idv-store.ts";
import { readJson } from "../upload/read-json.ts";
import type { World } from "../world.ts";

interface RecipientParams {
  Params: { rid: string };
}

interface MediaParams {
  Params: { rid: string; mediaId: string };
}

/** The routes of identity verification (reference, endpoints 15 to 17), each under the operation's name. */
export async function idvApi(app: FastifyInstance, { clock, store, idv }: World): Promise<void> {
  app.get(
    "/v2/idv/sessions/configs",
    { config: { operation: "listIdvSessionConfigs" } },
    async ({ raw, account }) => {
      // Fastify reads no body of a GET; the reference has one here.
      const text = Buffer.concat(await Array.fromAsync(raw as AsyncIterable<Buffer>)).toString();
      const asked = (text === "" ? {} : readJson(text, "The request's body")) as {
        detailed_session_configs?: unknown;
      } | null;
      return { session_configs: idv.configs(account, asked?.detailed_session_configs === true) };
    },
  );

  const { $schema: _schema, $id: _id, ...config } = idvSessionConfigSchema;
  app.post<{ Body: IdvSessionConfig }>(
    "/v2/idv/sessions/configs",
    { config: { operation: "createIdvSessionConfig" }, schema: { body: config } },
    async ({ body, account }, reply) => {
      idv.addConfig(account, body);
      return reply.code(201).send({ name: body.name });
    },
  );

  for (const path of [
    "/v2/idv/recipients/:rid/sessions/signed",
    "/v2/idv/recipients/:rid/sessions/signed/json",
  ])
    app.get<RecipientParams>(
      path,
      { config: { operation: "getIdvSession" } },
      async ({ params, account }) =>
        idv.session(store.findOwnRecipient(params.rid, account).recipient).result,
    );

  app.get<MediaParams>(
    "/v2/idv/recipients/:rid/sessions/signed/media/:mediaId",
    { config: { operation: "downloadIdvMedia" } },
    async ({ params, account }, reply) => {
      const { media } = idv.session(store.findOwnRecipient(params.rid, account).recipient);
      const medium = media.get(params.mediaId);
      if (!medium) throw new Refusal(404, "unknown_media", "The session has no medium with this id.");
      return reply.type(medium.contentType).send(medium.content);
    },
  );

  app.get<RecipientParams>(
    "/v2/idv/recipients/:rid/sessions/signed/pdf",
    { config: { operation: "downloadIdvPdf" } },
    async ({ params, account }, reply) => {
      const { result } = idv.session(store.findOwnRecipient(params.rid, account).recipient);
      if (result.state === "ONGOING")
        throw new Refusal(409, "session_ongoing", "The session is ONGOING; it has no report.");
      const lines = [
        { text: "Identity verification", style: "title" } as const,
        { text: `Made up in the emulator; its state is ${result.state}.` },
      ];
      const report = await textPages(lines, new Date(clock.now()));
      return reply.type("application/zip").send(Buffer.from(zipSync({ "report.pdf": report })));
    },
  );

  app.get<RecipientParams>(
    "/v2/idv/recipients/:rid/sessions/reset-limit",
    { config: { operation: "resetIdvSessionLimit" } },
    async ({ params, account }) => ({
      session_limit: idv.resetLimit(store.findOwnRecipient(params.rid, account).recipient),
    }),
  );
}
