import assert from "node:assert/strict";
import fc from "fast-check";
import { unknownValue } from "../../schema/unknown.ts";
import { envelopeArbitrary, personal, placesIn, withValueAt } from "./arbitrary-envelope.ts";
import { complaintsAbout, declared } from "./checked.ts";
import { runs } from "./seed.ts";

/** Declared envelopes in which one to three places hold another value; `where` says which places may. */
const changed = (values: fc.Arbitrary<unknown>, where = (_: (string | number)[]): boolean => true) =>
  envelopeArbitrary.map(declared).chain((envelope) => {
    const places = placesIn(envelope).filter(where);
    const change = fc.tuple(fc.constantFrom(...places), values);
    return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
      changes.reduce<unknown>((value, [path, replacement]) => {
        // An earlier change may have taken the place away.
        const parent = path
          .slice(0, -1)
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value);
        return typeof parent === "object" && parent !== null ? withValueAt(value, path, replacement) : value;
      }, envelope),
    );
  });

describe("the check of a declared envelope", () => {
  it("has nothing against any valid envelope", async () => {
    await fc.assert(
      fc.asyncProperty(envelopeArbitrary, async (envelope) =>
        assert.equal(await complaintsAbout(declared(envelope)), ""),
      ),
      { numRuns: runs(200) },
    );
  });

  it("has nothing against what is not known yet, wherever it is", async () => {
    await fc.assert(
      fc.asyncProperty(changed(fc.constant(unknownValue)), async (envelope) =>
        assert.equal(await complaintsAbout(envelope), ""),
      ),
      { numRuns: runs(500) },
    );
  });

  it("comes to an end, without an exception, for any value in any place", async () => {
    const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(unknownValue));
    await fc.assert(
      fc.asyncProperty(changed(values), async (envelope) => {
        assert.equal(typeof (await complaintsAbout(envelope)), "string");
      }),
      { numRuns: runs(500) },
    );
  });

  it("comes to an end, without an exception, for anything that is JSON", async () => {
    const names = fc.constantFrom(
      "name",
      "emails",
      "documents",
      "recipients",
      "sender",
      "adopt",
      "supersedes",
      "other",
    );
    const anything = fc.dictionary(names, fc.jsonValue({ maxDepth: 4 }));
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        assert.notEqual(await complaintsAbout(value), "");
      }),
      { numRuns: runs(500) },
    );
  });

  it("comes to an end for texts that are far too long", async () => {
    const long = fc
      .tuple(fc.constantFrom("a", " ", "a@", "a.", "-", "É", "/"), fc.constantFrom("", "!", "@", ":"))
      .map(([part, end]) => part.repeat(50_000) + end);
    await fc.assert(
      fc.asyncProperty(
        changed(long, (path) => path.at(-1) !== "path"),
        async (envelope) => void (await complaintsAbout(envelope)),
      ),
      { numRuns: runs(60) },
    );
  });

  it("never repeats a name or an address, wherever it stands", async () => {
    const person = fc.constantFrom("zq-1@example.com", "Zq Name", ["zq-1@example.com"], { name: "Zq Name" });
    // The place of a file and the name it is sent under are what people need to find it.
    const where = (path: (string | number)[]): boolean =>
      !["path", "fileName"].includes(String(path.at(-1))) && path[0] !== "documents";
    await fc.assert(
      fc.asyncProperty(changed(fc.oneof(person, fc.jsonValue({ maxDepth: 1 })), where), async (envelope) =>
        assert.doesNotMatch(await complaintsAbout(envelope), personal),
      ),
      { numRuns: runs(500) },
    );
  });
});
