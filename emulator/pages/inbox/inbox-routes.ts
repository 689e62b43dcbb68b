import type { FastifyInstance, FastifyRequest } from "fastify";
import type { EmulatorControl } from "../../control/emulator-control.ts";
import { Refusal } from "../../envelope/refusal.ts";
import { contentDisposition } from "../../http/content-disposition.ts";
import type { World } from "../../world.ts";
import { sendPage } from "../look/send-page.ts";
import { serveAssets } from "../look/serve-assets.ts";
import { refuseForeignOrigin } from "../own-requests.ts";
import { dashboard } from "./dashboard.ts";
import { envelopePage } from "./envelope-page.ts";
import { inboxActions } from "./inbox-actions.ts";
import { mailPage } from "./mail-page.ts";
import { refusalPage } from "./refusal-page.ts";

/** The inbox's routes. They need no key: whoever reaches the emulator may see all it holds. */
export async function inboxRoutes(
  app: FastifyInstance,
  world: World,
  control: EmulatorControl,
  api: { readonly name: string; readonly documentation: string; readonly routes: readonly string[] },
): Promise<void> {
  const { clock, store, documents, packs } = world;
  app.addHook("onRequest", async (request) => {
    if (request.method !== "GET") refuseForeignOrigin(request);
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal && wantsHtml(request))
      return sendPage(reply, refusalPage(error), { status: error.status });
    throw error;
  });
  serveAssets(app, new URL(".", import.meta.url), ["inbox.css", "inbox.js"]);
  inboxActions(app, control);

  app.get<{ Querystring: { all?: string } }>("/", async (request, reply) => {
    reply.header("vary", "accept");
    if (!wantsHtml(request)) return api;
    return sendPage(reply, dashboard(world, control, request.query.all === "1"));
  });

  app.get<{ Params: { n: string } }>("/mails/:n", async ({ params }, reply) => {
    const outbox = control.outbox();
    const number = /^\d{1,9}$/.test(params.n) ? Number(params.n) : 0;
    const email = outbox[number - 1];
    if (!email) throw new Refusal(404, "unknown_mail", "The inbox has no e-mail with this number.");
    const shown = { email, number, count: outbox.length };
    return sendPage(reply, mailPage(shown, store.peek(email.envelopeId), clock.now()));
  });

  app.get<{ Params: { id: string } }>("/envelopes/:id", async ({ params }, reply) =>
    sendPage(reply, envelopePage(store.find(params.id), control, clock.now())),
  );

  app.get<{ Params: { id: string; fileId: string } }>(
    "/envelopes/:id/files/:fileId",
    async ({ params }, reply) => {
      const file = store.find(params.id).files.find(({ id }) => id === params.fileId);
      if (!file) throw new Refusal(404, "unknown_file", "The envelope has no file with this id.");
      return reply
        .type("application/octet-stream")
        .headers({
          "content-disposition": contentDisposition("attachment", file.name),
          "x-content-type-options": "nosniff",
        })
        .send(documents.content(file.sha256));
    },
  );

  app.get<{ Params: { id: string } }>("/envelopes/:id/completed-documents", async ({ params }, reply) => {
    const envelope = store.find(params.id);
    if (envelope.completedAt === null)
      throw new Refusal(
        409,
        "not_complete",
        "The envelope has no completion pack: not everybody has signed.",
      );
    return reply
      .type("application/zip")
      .header("content-disposition", contentDisposition("attachment", `${envelope.options.name}.zip`))
      .send(await packs.of(envelope));
  });
}

/** Browsers ask for text/html by name; clients that take anything get JSON, as ever. */
const wantsHtml = ({ headers }: FastifyRequest): boolean => /\btext\/html\b/.test(headers.accept ?? "");
