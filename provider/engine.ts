import { createRequire } from "node:module";
import { connect } from "node:net";
import { RefusedError } from "./refusal.ts";

/**
 * Shows a line in Pulumi's display, on the resource named by its URN. Awaited, it has reached the engine: what is shown
 * with the last thing a run does would otherwise be lost when the run ends. It never fails.
 */
export type ShowLine = (line: {
  severity: "info" | "warning";
  message: string;
  urn: string;
  ephemeral?: boolean;
}) => unknown;

/** The engine that started this process: where progress and warnings go, and whose death means that nobody listens. */
export interface Engine {
  show: ShowLine;
  /** Whether the engine is still there; a process without one (a test, a script) counts as having one. */
  alive(): Promise<boolean>;
}

/** An engine that does not take a line for so long, in milliseconds, does not hold up the work. */
const longestDelivery = 2000;

/**
 * Connects to the engine whose address Pulumi passed to this process.
 *
 * @param args the process's arguments; without an address lines go nowhere
 */
export function connectEngine(args: string[] = process.argv.slice(2)): Engine {
  const address = args.findLast((arg) => /^[^\s/]+:\d+$/.test(arg));
  if (!address) return { show: () => {}, alive: async () => true };
  let asking: Promise<boolean> | undefined;
  let client: { log(request: unknown, options: { deadline: number }, done: () => void): void } | undefined;
  // gRPC is Pulumi's dependency, not ours, so it is looked up from there.
  const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
  return {
    show: ({ severity, message, urn, ephemeral = false }) => {
      // Loaded late: a run that shows nothing does not pay for gRPC.
      const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
      const { LogRequest, LogSeverity } = require("@pulumi/pulumi/proto/engine_pb.js");
      const grpc = require("@grpc/grpc-js");
      client ??= new EngineClient(address, grpc.credentials.createInsecure());
      const request = new LogRequest();
      request.setSeverity(severity === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
      request.setMessage(message);
      request.setUrn(urn);
      request.setEphemeral(ephemeral);
      return new Promise<void>((resolve) => {
        client?.log(request, { deadline: Date.now() + longestDelivery }, resolve);
      });
    },
    // A killed Pulumi leaves this process running, possibly under a shell that lives on: only the address tells.
    alive() {
      // Many envelopes ask at the same moment, and one answer serves all of them.
      asking ??= accepts(address).finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}

/**
 * Makes sure that somebody still listens: what e-mails people is not done in the name of a run that was killed.
 *
 * @throws RefusedError the engine is gone
 */
export async function assertAlive(engine: Engine): Promise<void> {
  if (await engine.alive()) return;
  throw new RefusedError("Pulumi has ended, so nothing more is done in its name; run `pulumi up` again");
}

function accepts(address: string): Promise<boolean> {
  const at = address.lastIndexOf(":");
  return new Promise((resolve) => {
    const socket = connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)) });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}
