import assert from "node:assert/strict";
import { fastify } from "fastify";
import { answerDefect, webhookDefect } from "../../../emulator/answers/answer-defect.ts";
import { addAnswerHook } from "../../../emulator/http/answer-hook.ts";

describe("an answer of the emulator", () => {
  it("fits the schema of its operation", () => {
    assert.equal(answerDefect("status", 200, { status: "ACTIVE" }), undefined);
    assert.equal(answerDefect("search", 200, { envelopes: [], total: 0 }), undefined);
    assert.equal(answerDefect("status", 404, { code: "unknown", message: "No." }), undefined);
  });

  it("is a defect where the schema does not know it, and the place is named without the value", () => {
    const defects = [
      answerDefect("status", 200, { status: "LOST" }),
      answerDefect("get", 200, { status: "ACTIVE", details: { files: [{ id: "1", size: 2 }] } }),
      answerDefect("search", 200, { envelopes: [] }),
      answerDefect("status", 404, { sorry: true }),
      answerDefect("archive", 200, {}),
      webhookDefect({ subscription_name: "envelope_ready" }),
    ];
    const places = ["/status", "/details/files/0/size", " must have", "/sorry", "it has", " must have"];
    assert.deepEqual(
      defects.map((defect, index) => defect?.slice(0, places[index]?.length)),
      places,
    );
  });

  it("with a defect fails the request, and the error names the operation and the place", async () => {
    const app = fastify();
    const said: string[] = [];
    app.setErrorHandler((error: Error, _request, reply) => {
      said.push(error.message);
      return reply.code(500).send({ code: "emulator_defect", message: "The emulator failed." });
    });
    addAnswerHook(app);
    app.get("/", { config: { operation: "status" } }, async () => ({ status: "LOST" }));
    assert.equal((await app.inject("/")).statusCode, 500);
    assert.match(
      said.join(),
      /^The emulator's answer to status is not what the schemas say: \/status must be/,
    );
    await app.close();
  });
});
