// Serves what publish.mjs published, on this machine only: node serve.mjs [port]
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

const { PUBLISH_FOLDER: folder = "published" } = process.env;
const types = { pdf: "application/pdf", xml: "application/xml" };

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}

const server = createServer(async (request, response) => {
  const [, digest, name = ""] = /^\/([0-9a-f]{64})\/([^/\\]+)$/.exec(decoded(request.url)) ?? [];
  const content = digest && (await readFile(join(folder, digest, name)).catch(() => undefined));
  if (!content) return response.writeHead(404).end();
  const type = types[name.split(".").at(-1)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type }).end(content);
});
server.listen(Number(process.argv[2] ?? 8080), "127.0.0.1", () => {
  console.log(`Serving ${folder} at http://localhost:${server.address().port}`);
});
