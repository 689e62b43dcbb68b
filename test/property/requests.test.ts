import assert from "node:assert/strict";
import fc from "fast-check";
import { envelopeRequest } from "../../provider/request.ts";
import { touchesUnknown, unknownPaths, unknownValue } from "../../schema/unknown.ts";
import { decode, encode } from "../../schema/wire.ts";
import { wireOptions } from "../../schema/wire-options.ts";
import { personal, placesIn, withValueAt } from "./arbitrary-envelope.ts";
import { requestArbitrary } from "./arbitrary-request.ts";
import { complaints, judged } from "./judged.ts";
import { runs } from "./seed.ts";
import { Service } from "./service.ts";

const valueAt = (value: unknown, path: (string | number)[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);

for (const kind of ["standard", "embedded"] as const)
  describe(`any ${kind} envelope with everything the API has`, function () {
    this.timeout(120_000);
    const envelopes = requestArbitrary(kind);
    const changed = (values: fc.Arbitrary<unknown>) =>
      fc
        .tuple(envelopes, values)
        .chain(([envelope, value]) =>
          fc
            .constantFrom(...placesIn(envelope).filter(([first]) => first !== "documents"))
            .map((path) => withValueAt(envelope, path, value)),
        );

    it("is valid", () => {
      fc.assert(
        fc.property(envelopes, (envelope) => assert.deepEqual(complaints(envelope, kind), [])),
        { numRuns: runs(300) },
      );
    });

    it("comes back from the wire as it was", () => {
      fc.assert(
        fc.property(envelopes, (envelope) => assert.deepEqual(decode(encode(envelope)), envelope)),
        { numRuns: runs(200) },
      );
    });

    it("has one fingerprint whatever the order of its lists, but for the documents", () => {
      const reversed = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(reversed).toReversed();
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, reversed(child)]));
      };
      fc.assert(
        fc.property(envelopes, (envelope) => {
          const other = { ...(reversed(envelope) as typeof envelope), documents: envelope.documents };
          assert.equal(envelopeRequest(other).fingerprint, envelopeRequest(envelope).fingerprint);
        }),
        { numRuns: runs(200) },
      );
    });

    it("has another fingerprint with any other text, number or choice", () => {
      const settings = ["onDelete", "sealed", "acceptTimeoutSeconds", "documents"];
      const texts = fc
        .tuple(envelopes, fc.nat())
        .map(([envelope, at]) => {
          const places = placesIn(envelope).filter(
            (path) =>
              !settings.includes(String(path[0])) &&
              ["string", "number"].includes(typeof valueAt(envelope, path)),
          );
          return { envelope, path: places[at % places.length] ?? [] };
        })
        .filter(({ envelope, path }) => valueAt(envelope, path) !== 0);
      fc.assert(
        fc.property(texts, ({ envelope, path }) => {
          const value = valueAt(envelope, path);
          const changed = withValueAt(
            envelope,
            path,
            typeof value === "number" ? value + 0.5 : `other ${value}`,
          );
          assert.notEqual(envelopeRequest(changed).fingerprint, envelopeRequest(envelope).fingerprint);
        }),
        { numRuns: runs(500) },
      );
    });

    it("comes to an end, without an exception, for any value in any place", () => {
      const odd = fc.constantFrom(
        "a".repeat(100_000),
        "1".repeat(100_000),
        `${"A".repeat(100_000)}!`,
        " ".repeat(100_000),
      );
      fc.assert(
        fc.property(changed(fc.oneof(fc.jsonValue({ maxDepth: 2 }), odd)), (envelope) => {
          assert.equal(Array.isArray(complaints(envelope, kind)), true);
        }),
        { numRuns: runs(500) },
      );
    });

    it("repeats no name and no address in what is wrong with it", () => {
      const person = fc.constantFrom("zq-1@example.com", "Zq Name", ["zq-1@example.com"], {
        name: "Zq Name",
      });
      fc.assert(
        fc.property(changed(person), (envelope) =>
          assert.doesNotMatch(complaints(envelope, kind).join("\n"), personal),
        ),
        { numRuns: runs(500) },
      );
    });

    it("is not wrong where a place, or one that decides about it, is not known yet", () => {
      fc.assert(
        fc.property(changed(fc.constant(unknownValue)), (envelope) => {
          const unknowns = unknownPaths(wireOptions(envelope));
          const wrong = judged(envelope, kind).filter(
            ({ path, decidedBy = [] }) =>
              ![path, ...decidedBy].some((place) => touchesUnknown(place, unknowns)),
          );
          assert.deepEqual(wrong, []);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("comes back from the service with its people and files as they were declared", async () => {
      const service = await Service.start();
      try {
        await fc.assert(
          fc.asyncProperty(envelopes, async (envelope) => {
            const { details } = await service.told(envelope, kind);
            // Witnesses are named while signing, so nobody declared them.
            const declared = details?.recipients?.filter(({ type }) => type !== "WITNESS");
            const people = declared?.map((one) => {
              const { type, name, email, role, auth_type, sign_group_order } = one;
              return {
                type,
                name,
                email,
                role: role ?? null,
                auth_type: auth_type ?? null,
                sign_group_order,
              };
            });
            const expected = envelope.recipients.map(({ type = "SIGNER", name, email, role, ...one }) => ({
              ...{ type, name, email, role: role ?? null },
              auth_type: type === "CC" ? null : (one.authType ?? "no-auth"),
              sign_group_order: type === "CC" ? "" : one.signGroup,
            }));
            assert.deepEqual(people, expected);
            assert.deepEqual(
              details?.files?.map(({ name }) => name),
              envelope.documents.map(({ fileName }) => fileName),
            );
          }),
          { numRuns: runs(50) },
        );
      } finally {
        await service.close();
      }
    });

    it("is accepted by the service, and then active", async () => {
      const service = await Service.start();
      try {
        await fc.assert(
          fc.asyncProperty(envelopes, async (envelope) =>
            assert.equal(await service.outcome(envelope, kind), "ACTIVE"),
          ),
          { numRuns: runs(50) },
        );
      } finally {
        await service.close();
      }
    });
  });
