import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { connectEngine } from "../../../provider/engine.ts";

describe("the engine that started the provider", () => {
  let server: Server;
  let address: string;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = typeof bound === "object" && bound ? `127.0.0.1:${bound.port}` : "";
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it("is alive while its address answers", async () => {
    assert.equal(await connectEngine(["--logflow", address]).alive(), true);
  });

  it("is gone once its address does not answer", async () => {
    const engine = connectEngine([address]);
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await engine.alive(), false);
  });

  it("is asked once by those who ask at the same moment, and anew by whoever asks later", async () => {
    let connections = 0;
    server.on("connection", () => {
      connections += 1;
    });
    const engine = connectEngine([address]);
    await Promise.all([once(server, "connection"), engine.alive(), engine.alive(), engine.alive()]);
    await Promise.all([once(server, "connection"), engine.alive()]);
    assert.equal(connections, 2);
  });

  it("counts as alive where there is none, and takes what is shown", async () => {
    const engine = connectEngine(["--flag", "/some/path:80"]);
    engine.show({ severity: "info", message: "Nobody sees this.", urn: "urn" });
    assert.equal(await engine.alive(), true);
  });
});
