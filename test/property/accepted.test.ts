import assert from "node:assert/strict";
import fc from "fast-check";
import { envelopeArbitrary, somewhereIn, withValueAt } from "./arbitrary-envelope.ts";
import { complaintsAbout, declared } from "./checked.ts";
import { runs } from "./seed.ts";
import { Service } from "./service.ts";

describe("the service", function () {
  this.timeout(120_000);
  let service: Service;

  before(async () => {
    service = await Service.start();
  });
  after(() => service.close());

  it("accepts any valid envelope", async () => {
    await fc.assert(
      fc.asyncProperty(envelopeArbitrary, async (envelope) =>
        assert.equal(await service.outcome(envelope), "ACTIVE"),
      ),
      { numRuns: runs(50) },
    );
  });

  it("accepts whatever the check has nothing against", async () => {
    const odd = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 130 }),
      fc.constantFrom(
        "",
        " ",
        ":",
        "[",
        "(",
        "A".repeat(101),
        "A".repeat(51),
        "2024-02-30",
        "+01:00",
        "__proto__",
      ),
      fc.constantFrom(0, -1, 1, 1.5, 0.949, 0.95, 31, 1e21, Number.MAX_SAFE_INTEGER),
      fc.constantFrom(true, false, null, [], {}, ["signer_invitation"], ["nda.pdf"]),
    );
    const changed = fc
      .tuple(somewhereIn(envelopeArbitrary), odd)
      .filter(([{ path }]) => path[0] !== "documents" && path.length > 1)
      .map(([{ envelope, path }, value]) => withValueAt(envelope, path, value));
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(changed, async (envelope) => {
        if ((await complaintsAbout(declared(envelope))) !== "") return;
        accepted += 1;
        assert.equal(await service.outcome(envelope), "ACTIVE");
      }),
      { numRuns: runs(400) },
    );
    // Without any that passes, this test would say nothing.
    assert.ok(accepted > 0);
  });
});
