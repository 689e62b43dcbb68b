import assert from "node:assert/strict";
import fc from "fast-check";
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
