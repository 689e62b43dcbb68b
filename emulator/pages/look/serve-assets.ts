import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { FastifyInstance } from "fastify";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The media type of a page's part, by the ending of its name. */
export const assetType = (name: string): string => types[extname(name)] ?? "application/octet-stream";

/**
 * Serves files of a source folder, which the build copies, under `/assets/`.
 *
 * @param folder address of the folder, as in `new URL(".", import.meta.url)`
 * @param names the files, each .css, .js or .svg
 */
export function serveAssets(app: FastifyInstance, folder: URL, names: readonly string[]): void {
  for (const name of names)
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply
        .type(assetType(name))
        .headers({ "x-content-type-options": "nosniff", "cache-control": "no-cache" })
        .send(await readFile(new URL(name, folder))),
    );
}

/** Serves what every page needs: `look.css` and `icon.svg`. */
export const serveLook = (app: FastifyInstance): void =>
  serveAssets(app, new URL(".", import.meta.url), ["look.css", "icon.svg"]);
