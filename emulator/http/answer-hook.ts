import type { FastifyInstance } from "fastify";
import { answerDefect } from "../answers/answer-defect.ts";

/** Lets no JSON leave the API's routes that does not fit the schemas: it is the emulator's defect, and a loud one. */
export function addAnswerHook(app: FastifyInstance): void {
  app.addHook("preSerialization", async (request, reply, body) => {
    const { operation } = request.routeOptions.config;
    const defect = operation && answerDefect(operation, reply.statusCode, body);
    if (defect)
      throw new Error(`The emulator's answer to ${operation} is not what the schemas say: ${defect}`);
  });
}
