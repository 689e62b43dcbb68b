import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { World } from "../world.ts";

/**
 * Counts the calls of the API and lets planned faults happen to them, in hooks around its routes.
 *
 * @param closing ends delays when the emulator closes
 */
export function addFaultHooks(
  app: FastifyInstance,
  { calls, faults, held }: World,
  closing: AbortSignal,
): void {
  app.addHook("onRequest", async (request, reply) => {
    const { operation } = request.routeOptions.config;
    if (!operation) return;
    calls.add(operation);
    const fault = faults.take(operation);
    request.fault = fault;
    if (fault?.kind === "reset-before") await resetOnceRead(request, reply);
    if (fault?.kind !== "status") return;
    if (fault.retryAfterSeconds !== undefined) reply.header("retry-after", String(fault.retryAfterSeconds));
    return reply
      .code(fault.status)
      .send({ code: "planned_fault", message: "The emulator was told to answer this status." });
  });

  app.addHook("onSend", async (request) => {
    switch (request.fault?.kind) {
      case "hold":
        return held.hold();
      case "delay":
        return sleep(request.fault.milliseconds, undefined, { signal: closing }).catch(() => undefined);
      case "reset-after":
        request.raw.socket.resetAndDestroy();
    }
  });
}

/** Reads what the client sends and resets the connection then: cut off earlier, it may fail in one of several ways. */
async function resetOnceRead({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.hijack();
  raw.resume();
  await new Promise((resolve) => raw.once("close", resolve).once("end", resolve));
  raw.socket.resetAndDestroy();
}
