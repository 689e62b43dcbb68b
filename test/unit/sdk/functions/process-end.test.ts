import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { active, apiKey, id, startService } from "../client/test-service.ts";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { getEnvelope } from "./sdk/index.ts";
await pulumi.runtime.setMocks({ newResource: () => {}, call: () => {} });
getEnvelope({ envelopeId: "${id}" }).status.apply((status) => console.log(status));
`;

describe("a process that has read something", () => {
  it("ends before its idle connection does", async () => {
    let timedOut = false;
    await using service = await startService((response, request) => {
      // The client is asked to keep the connection for ten minutes; the server does so for some seconds.
      response.setHeader("keep-alive", "timeout=600");
      response.socket?.on("timeout", () => {
        timedOut = true;
      });
      active(response, request);
    });
    const env = { ...process.env, YOTI_SIGN_BASE_URL: service.url, YOTI_SIGN_API_KEY: apiKey };
    const args = ["--input-type=module-typescript", "--eval", program];
    const cwd = fileURLToPath(new URL("../../../../", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env });
    assert.deepEqual([stdout, timedOut], ["ACTIVE\n", false]);
  });
});
