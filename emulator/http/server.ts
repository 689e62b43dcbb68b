import { fastifyMultipart } from "@fastify/multipart";
import { type FastifyInstance, fastify } from "fastify";
import type { EmulatorControl } from "../control/emulator-control.ts";
import { Refusal } from "../envelope/refusal.ts";
import type { CallAction } from "../faults/fault.ts";
import type { Operation } from "../faults/operation.ts";
import { inboxRoutes } from "../pages/inbox/inbox-routes.ts";
import { serveLook } from "../pages/look/serve-assets.ts";
import { refuseForeignHost } from "../pages/own-requests.ts";
import { readJson } from "../upload/read-json.ts";
import type { World } from "../world.ts";
import { addAnswerHook } from "./answer-hook.ts";
import { accountOf } from "./authenticate.ts";
import { controlApi } from "./control-api.ts";
import { createApi } from "./create-api.ts";
import { addFaultHooks } from "./fault-hooks.ts";
import { idvApi } from "./idv-api.ts";
import { multipartOptions } from "./multipart-options.ts";
import { pageFiles } from "./page-files.ts";
import { recipientApi } from "./recipient-api.ts";
import { signApi } from "./sign-api.ts";
import { signPages } from "./sign-pages.ts";
import { signingApi } from "./signing-api.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The account whose key the request carries. */
    account: string;
    /** What is planned to go wrong with the request. */
    fault: CallAction | undefined;
  }
  interface FastifyContextConfig {
    /** Set on the routes of the API. */
    operation?: Operation;
  }
}

const documentation = "docs/emulator.md";

/** The emulator's HTTP server, not listening yet. */
export async function createServer(
  world: World,
  control: EmulatorControl,
  closing: AbortSignal,
): Promise<FastifyInstance> {
  const app = fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
    routerOptions: { maxParamLength: 1000 },
  });
  const routes: string[] = [];
  app.addHook("onRoute", ({ method, path }) => void routes.push(`${method} ${path}`));
  answerErrors(app);
  app.addHook("onRequest", async (request) => refuseForeignHost(request, world.options.hostNames));
  readAnyBodyAsJson(app);
  // Whatever the answer is made of has happened by then.
  app.addHook("onRequest", async () => world.timeline.catchUp());
  // Clients take the service's time from here, and its clock can be advanced.
  app.addHook("onSend", async (_request, reply) => {
    reply.header("date", new Date(world.clock.now()).toUTCString());
  });
  app.decorateRequest("account", "");
  app.decorateRequest("fault", undefined);

  await app.register(async (api) => {
    await api.register(fastifyMultipart, multipartOptions);
    addFaultHooks(api, world, closing);
    addAnswerHook(api);
    api.addHook("onRequest", async (request) => {
      request.account = accountOf(request, world.options.accounts);
    });
    await createApi(api, world);
    await signApi(api, world);
    await recipientApi(api, world);
    await idvApi(api, world);
  });
  for (const prefix of ["/sign/:token", "/embedded/sign/:token"])
    await app.register((page) => signingApi(page, world), { prefix });
  await app.register(signPages);
  await app.register((page) => pageFiles(page, world));
  serveLook(app);
  const about = { name: "Yoti Sign emulator", documentation, routes };
  if (world.options.controlApi) {
    await app.register((api) => controlApi(api, control), { prefix: "/_emulator" });
    app.get("/_emulator/ca.pem", async (_request, reply) =>
      reply.type("application/x-pem-file").send(world.authority.certificate),
    );
    await app.register((pages) => inboxRoutes(pages, world, control, about));
  }
  return app;
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const route = `${request.method} ${request.url.split("?")[0]}`;
    const message = `The emulator has no route ${route}. GET / lists those it has, ${documentation} describes them.`;
    return reply.code(404).send({ code: "unknown_route", message });
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      process.stderr.write(`${error.stack}\n`);
      return reply
        .code(500)
        .send({ code: "emulator_defect", message: "The emulator failed; its output says how." });
    }
    return reply
      .code(status === 406 ? 400 : status)
      .send({ code: "malformed_request", message: error.message });
  });
}

/** Clients send a JSON body under several types, and a type without a body (archive): neither may be refused. */
function readAnyBodyAsJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => {
    try {
      done(null, text === "" ? undefined : readJson(text as string, "The request's body"));
    } catch (error) {
      done(error as Error);
    }
  });
}
