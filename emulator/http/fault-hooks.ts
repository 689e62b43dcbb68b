import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Instant } from "../envelope/envelope.ts";
import { type CallAction, callKinds } from "../faults/fault.ts";
import type { World } from "../world.ts";
import { cutOff } from "./cut-off.ts";

/**
 * Counts the calls of the API and lets planned faults happen to them, in hooks around its routes.
 *
 * @param closing ends delays when the emulator closes
 */
export function addFaultHooks(
  app: FastifyInstance,
  { calls, clock, faults, held }: World,
  closing: AbortSignal,
): void {
  const delay = ({ milliseconds }: { milliseconds: number }): Promise<void> =>
    sleep(milliseconds, undefined, { signal: closing }).catch(() => undefined);

  app.addHook("onRequest", async (request, reply) => {
    const { operation } = request.routeOptions.config;
    if (!operation) return;
    calls.add(operation);
    const fault = faults.take(operation, callKinds);
    request.fault = fault;
    if (fault?.kind === "reset-before") await resetOnceRead(request, reply);
    if (fault?.kind === "delay" && fault.when === "before") await delay(fault);
    if (fault?.kind !== "status") return;
    const retryAfter = retryAfterOf(fault, clock.now());
    if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
    return reply
      .code(fault.status)
      .send({ code: "planned_fault", message: "The emulator was told to answer this status." });
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { fault } = request;
    switch (fault?.kind) {
      case "hold":
        return held.hold();
      case "delay":
        return fault.when === "before" ? undefined : delay(fault);
      case "truncate":
        return cutOff(reply, payload, fault);
      case "reset-after":
        request.raw.socket.resetAndDestroy();
    }
  });
}

function retryAfterOf(
  { retryAfterSeconds: seconds, retryAfterForm }: Extract<CallAction, { kind: "status" }>,
  now: Instant,
): string | undefined {
  if (seconds === undefined) return undefined;
  return retryAfterForm === "date" ? new Date(now + seconds * 1000).toUTCString() : String(seconds);
}

/** Reads what the client sends and resets the connection then: cut off earlier, it may fail in one of several ways. */
async function resetOnceRead({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.hijack();
  raw.resume();
  await new Promise((resolve) => raw.once("close", resolve).once("end", resolve));
  raw.socket.resetAndDestroy();
}
