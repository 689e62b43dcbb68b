import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { assetType } from "../pages/look/serve-assets.ts";

/** Where the page's parts lie, in the sources and in the package alike. */
const folder = new URL("../pages/sign/", import.meta.url);

/**
 * Everything comes from the emulator itself, scripts and styles from files alone; only a sender's logo comes as data. The
 * page of an embedded envelope may be shown within any other page, as that is its purpose.
 */
const policy = (ancestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");

/**
 * The signing page that a link leads to, and the files that it is made of. It is the same for everybody: what it shows,
 * its script asks for. Opening it has no effect.
 */
export async function signPages(app: FastifyInstance): Promise<void> {
  app.addHook("onSend", async (_request, reply) => {
    reply
      .header("x-content-type-options", "nosniff")
      .header("referrer-policy", "no-referrer")
      .header("cache-control", "no-cache");
  });

  for (const [path, ancestors] of [
    ["/sign/:token", "'none'"],
    ["/embedded/sign/:token", "*"],
  ] as const)
    app.get(path, async (_request, reply) =>
      reply
        .header("content-security-policy", policy(ancestors))
        .type(assetType("page.html"))
        .send(await readFile(new URL("page.html", folder))),
    );

  app.get<{ Params: { "*": string } }>("/sign/assets/*", async ({ params }, reply) => {
    const isPart = /^(?:[a-z-]+\/)?[a-z-]+\.(?:css|js|svg)$/.test(params["*"]);
    const content = isPart && (await readFile(new URL(params["*"], folder)).catch(() => ""));
    if (!content) return reply.callNotFound();
    return reply.type(assetType(params["*"])).send(content);
  });
}
