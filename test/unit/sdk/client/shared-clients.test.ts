import assert from "node:assert/strict";
import { ConfigError, SharedClients } from "../../../../sdk/client/index.ts";
import { active, apiKey, id, startService } from "./test-service.ts";

describe("SharedClients", () => {
  it("has one client for a service and a key", () => {
    const clients = new SharedClients();
    const baseUrl = "https://api.example.com";
    const one = clients.client({ baseUrl, apiKey });
    assert.equal(clients.client({ baseUrl, apiKey }), one);
    assert.notEqual(clients.client({ baseUrl, apiKey: "other-key" }), one);
    assert.notEqual(clients.client({ baseUrl: "https://other.example.com", apiKey }), one);
  });

  it("has one limit and one pool of connections for all keys of a service", async () => {
    const ports = new Set<number | undefined>();
    const crowds: number[] = [];
    const present: (() => void)[] = [];
    await using service = await startService((response, request) => {
      ports.add(response.socket?.remotePort);
      present.push(() => active(response, request));
    });
    const clients = new SharedClients();
    const keys = ["one", "two", "three"];
    const calls = keys.flatMap((apiKey) => {
      const client = clients.client({ baseUrl: service.url, apiKey });
      return Array.from({ length: 8 }, () => client.getEnvelope(id));
    });
    // What the first limit lets go arrives; no more comes until one of these is answered.
    while (crowds.length === 0) {
      if (present.length >= 8) crowds.push(present.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const atFirst = new Set(service.received.map(({ headers }) => headers.authorization));
    for (let answered = 0; answered < calls.length; ) {
      for (const answer of present.splice(0)) {
        answer();
        answered += 1;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(calls);
    assert.deepEqual([crowds, [...atFirst]], [[8], ["Bearer one"]]);
    assert(ports.size <= 24, `${ports.size} connections`);
  });

  it("keeps the keys of its clients apart", async () => {
    await using service = await startService(active);
    const clients = new SharedClients();
    for (const apiKey of ["one", "two", "one"]) {
      await clients.client({ baseUrl: service.url, apiKey }).getEnvelope(id);
    }
    assert.deepEqual(
      service.received.map(({ headers }) => headers.authorization),
      ["Bearer one", "Bearer two", "Bearer one"],
    );
  });

  it("refuses what a client refuses", () => {
    const clients = new SharedClients();
    assert.throws(() => clients.client({ baseUrl: "nowhere", apiKey }), ConfigError);
    assert.throws(() => clients.client({ baseUrl: "https://api.example.com", apiKey: "" }), ConfigError);
  });
});
