import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../../sdk/client/base-url.ts";
import { ConfigError, productionUrl, sandboxUrl } from "../../../../sdk/client/index.ts";

describe("parseBaseUrl", () => {
  const accepted = [
    [productionUrl, { origin: "https://api.yotisign.com", prefix: "", loopback: false }],
    [sandboxUrl, { origin: "https://demo.api.yotisign.com", prefix: "", loopback: false }],
    [
      "https://demo.api.yotisign.com///",
      { origin: "https://demo.api.yotisign.com", prefix: "", loopback: false },
    ],
    [
      "https://gateway.example.com:8443/sign/",
      { origin: "https://gateway.example.com:8443", prefix: "/sign", loopback: false },
    ],
    ["http://127.0.0.1:4010", { origin: "http://127.0.0.1:4010", prefix: "", loopback: true }],
    ["http://127.8.9.10", { origin: "http://127.8.9.10", prefix: "", loopback: true }],
    ["http://localhost:4010", { origin: "http://localhost:4010", prefix: "", loopback: true }],
    ["http://sign.localhost", { origin: "http://sign.localhost", prefix: "", loopback: true }],
    ["http://[::1]:4010", { origin: "http://[::1]:4010", prefix: "", loopback: true }],
  ] as const;
  for (const [text, expected] of accepted)
    it(`takes ${text}`, () => {
      assert.deepEqual(parseBaseUrl(text), expected);
    });

  const refused = [
    ["sandbox", /is not an http or https address/],
    ["", /is not an http or https address/],
    ["ftp://api.example.com", /is not an http or https address/],
    ["http://api.example.com", /unencrypted to api\.example\.com; use https/],
    ["http://127.0.0.1.example.com", /unencrypted/],
    ["http://localhost.example.com", /unencrypted/],
    ["https://ada:hunter2@api.example.com", /has a user name or a password/],
    ["https://api.example.com?key=hunter2", /has a query or a fragment/],
    ["https://api.example.com#hunter2", /has a query or a fragment/],
  ] as const;
  for (const [text, message] of refused)
    it(`refuses ${JSON.stringify(text)} and keeps its secrets`, () => {
      assert.throws(
        () => parseBaseUrl(text),
        (error) => {
          assert(error instanceof ConfigError);
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      );
    });
});
