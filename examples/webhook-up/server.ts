// Receives the webhooks of envelopes, and has the one stack concerned pick up what happened. The destination of each
// stack's envelopes is https://<this server>/<stack>/<secret of that stack>.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { resolve } from "node:path";
import { webhookHandler, YotiSignClient } from "pulumi-yotisign/client";
import { Runs } from "./runs.ts";

interface Stack {
  baseUrl: string;
  /** The project's folder, relative to this one. */
  folder: string;
  /** What picks up: it must e-mail nobody, since anybody who signs makes it run. */
  run: [command: string, ...args: string[]];
}

const { STACKS: file = "stacks.json", PORT: port = "8080", DELAY_SECONDS: delay = "5" } = process.env;
const stacks: Record<string, Stack> = JSON.parse(readFileSync(file, "utf8"));

/** Of the stack `production` for example `YOTI_SIGN_API_KEY_PRODUCTION`. */
function secretOf(prefix: string, stack: string): string {
  const name = `${prefix}_${stack.toUpperCase().replaceAll(/\W/g, "_")}`;
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

async function pickUp(stack: string): Promise<void> {
  const { baseUrl, folder, run } = stacks[stack] as Stack;
  const [command, ...args] = run;
  const env = {
    ...process.env,
    YOTI_SIGN_BASE_URL: baseUrl,
    YOTI_SIGN_API_KEY: secretOf("YOTI_SIGN_API_KEY", stack),
  };
  const child = spawn(command, args, { cwd: resolve(folder), env, stdio: ["ignore", "inherit", "inherit"] });
  // A schedule beside it catches up on a run that failed.
  const code = await once(child, "close").then(
    ([code]) => code,
    (error: Error) => error.message,
  );
  console.log(`${stack}: the run ended with ${code}`);
}

const runs = new Runs(pickUp, Number(delay));

const handlers = new Map<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>();
for (const [stack, { baseUrl }] of Object.entries(stacks)) {
  const client = new YotiSignClient({ baseUrl, apiKey: secretOf("YOTI_SIGN_API_KEY", stack) });
  const handler = webhookHandler(client, {
    pathSecret: secretOf("WEBHOOK_SECRET", stack),
    // Called only for what the service itself confirms, and once for each state.
    onEnvelope({ envelope }) {
      console.log(`${stack}: ${envelope.envelope_id} is ${envelope.status}`);
      runs.request(stack);
    },
  });
  handlers.set(stack, handler);
}

const server = createServer((request, response) => {
  const handler = handlers.get(request.url?.split("/")[1] ?? "");
  if (handler) void handler(request, response);
  else response.writeHead(404, { connection: "close" }).end();
});
server.requestTimeout = 30_000;
server.listen(Number(port), () => console.log("listening on", server.address()));

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
    void runs.stop().then(() => process.exit());
  });
