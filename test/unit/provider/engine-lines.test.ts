import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { connectEngine } from "../../../provider/engine.ts";

// gRPC and the engine's interface are Pulumi's, and untyped.
const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
const grpc = require("@grpc/grpc-js");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
const { LogSeverity } = require("@pulumi/pulumi/proto/engine_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");

const line = { severity: "warning", message: "It stays.", urn: "urn:pulumi:test" } as const;

describe("a line that is shown", () => {
  it("has reached the engine once it was awaited", async () => {
    const lines: unknown[] = [];
    const server = new grpc.Server();
    server.addService(EngineService, {
      // biome-ignore lint/suspicious/noExplicitAny: untyped, as above
      log: ({ request }: any, answer: (error: null, empty: unknown) => void) => {
        lines.push([request.getSeverity(), request.getMessage(), request.getUrn(), request.getEphemeral()]);
        answer(null, new Empty());
      },
      getRootResource: () => {},
      setRootResource: () => {},
    });
    const { promise: bound, resolve } = Promise.withResolvers<number>();
    const insecure = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", insecure, (_: unknown, port: number) => resolve(port));
    await connectEngine([`127.0.0.1:${await bound}`]).show(line);
    server.forceShutdown();
    assert.deepEqual(lines, [[LogSeverity.WARNING, "It stays.", "urn:pulumi:test", false]]);
  });

  it("holds up nobody when there is no engine any more", async () => {
    await connectEngine(["127.0.0.1:1"]).show(line);
  });
});
