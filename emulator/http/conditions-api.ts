import type { FastifyInstance } from "fastify";
import type { EmulatorControl } from "../control/emulator-control.ts";
import type { Fault } from "../faults/fault.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";

const clockSchema = {
  type: "object",
  additionalProperties: false,
  properties: { advanceSeconds: { type: "number", minimum: 0 }, now: { type: "string" } },
  oneOf: [{ required: ["advanceSeconds"] }, { required: ["now"] }],
};

const heldSchema = {
  type: "object",
  properties: { count: { type: "string", pattern: "^[1-9]\\d{0,5}$" } },
};

/** A snapshot has the documents of all envelopes in it. */
const snapshotBytes = 500_000_000;

/** The control API's routes about what clients work under: the time, faults, and all the emulator knows. */
export async function conditionsApi(app: FastifyInstance, control: EmulatorControl): Promise<void> {
  app.get("/clock", async () => ({ now: control.now() }));
  app.post<{ Body: { advanceSeconds: number } | { now: string } }>(
    "/clock",
    { schema: { body: clockSchema } },
    async ({ body }) => ({
      now: "now" in body ? control.advanceTo(body.now) : control.advance(body.advanceSeconds),
    }),
  );
  app.get("/settled", async () => {
    await control.settled();
    return { now: control.now() };
  });

  app.get("/faults", async () => control.faults());
  app.post<{ Body: Fault | Fault[] }>("/faults", async ({ body }, reply) => {
    if (Array.isArray(body)) control.addFaults(body);
    else control.addFault(body);
    return reply.code(204).send();
  });
  app.delete("/faults", async (_request, reply) => {
    control.clearFaults();
    return reply.code(204).send();
  });
  app.get("/seed", async () => ({ seed: control.seed() }));
  app.get<{ Querystring: { count?: string } }>(
    "/held",
    { schema: { querystring: heldSchema } },
    async ({ query }) => ({ held: await control.held(Number(query.count ?? 1)) }),
  );
  app.post("/release", async () => ({ released: control.release() }));

  app.get("/snapshot", async () => control.snapshot());
  app.put<{ Body: Snapshot }>("/snapshot", { bodyLimit: snapshotBytes }, async ({ body }, reply) => {
    control.restore(body);
    return reply.code(204).send();
  });
  app.post("/reset", async (_request, reply) => {
    control.reset();
    return reply.code(204).send();
  });
}
