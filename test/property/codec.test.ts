import assert from "node:assert/strict";
import fc from "fast-check";
import { envelopeRequest } from "../../provider/request.ts";
import { requestDigests } from "../../provider/request-digests.ts";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import { fromStored, toStored } from "../../schema/stored-state.ts";
import { decode, encode, toCamel, toSnake } from "../../schema/wire.ts";
import { envelopeArbitrary } from "./arbitrary-envelope.ts";
import { runs } from "./seed.ts";

describe("the codec between programs and the wire", () => {
  it("gives any envelope back as it was", () => {
    fc.assert(
      fc.property(envelopeArbitrary, (envelope) => assert.deepEqual(decode(encode(envelope)), envelope)),
      { numRuns: runs(200) },
    );
  });

  it("gives an envelope's outputs back as they were from the form in which Pulumi keeps them", () => {
    const keyed = fc.tuple(envelopeArbitrary, fc.string({ unit: "grapheme", minLength: 1 }));
    fc.assert(
      fc.property(keyed, ([envelope, key]) => {
        const recipients = envelope.recipients.map((recipient, index) =>
          index === 0 ? { ...recipient, key } : recipient,
        );
        const request = envelopeRequest({ ...envelope, recipients });
        const sent = {
          at: "2026-03-02T09:00:00.000Z",
          fingerprint: request.fingerprint,
          digests: requestDigests(request),
        };
        const [identity, host, account] = [
          `urn:pulumi:test::signing::type::${key}`,
          "https://example.com",
          "key",
        ];
        const state = { identity, host, account, sent } as EnvelopeState;
        assert.deepEqual(fromStored(JSON.parse(JSON.stringify(toStored(state)))), state);
      }),
      { numRuns: runs(200) },
    );
  });

  it("gives any name of camelCase back as it was", () => {
    const name = fc.stringMatching(/^[a-z]+([A-Z][a-z0-9]+)*$/);
    fc.assert(
      fc.property(name, (camel) => assert.equal(toCamel(toSnake(camel)), camel)),
      { numRuns: runs(500) },
    );
  });

  it("changes no value, whatever it looks like", () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(value, (given) => assert.deepEqual(encode({ someName: [given] }), { some_name: [given] })),
      { numRuns: runs(500) },
    );
  });
});
