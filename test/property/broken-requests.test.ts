import assert from "node:assert/strict";
import fc from "fast-check";
import type { EnvelopeKind } from "../../schema/validate.ts";
import { requestArbitrary } from "./arbitrary-request.ts";
import type { Envelope, Rule } from "./broken-request.ts";
import { either, embedded, standard } from "./broken-request-rules.ts";
import { complaints } from "./judged.ts";
import { runs } from "./seed.ts";
import { Service } from "./service.ts";

for (const [kind, rules] of [
  ["standard", { ...either, ...standard }],
  ["embedded", { ...either, ...embedded }],
] as [EnvelopeKind, Record<string, Rule>][])
  describe(`for ${kind} envelopes, the check and the service ask for`, function () {
    this.timeout(60_000);
    let service: Service;

    before(async () => {
      service = await Service.start();
    });
    after(() => service.close());

    for (const [name, [place, broken]] of Object.entries(rules))
      it(name, async () => {
        await fc.assert(
          fc.asyncProperty(requestArbitrary(kind), async (envelope) => {
            const wrong = broken(envelope) as Envelope;
            const found = complaints(wrong, kind);
            assert.ok(found.join("\n").includes(place), JSON.stringify(found));
            assert.notEqual(await service.outcome(wrong, kind), "ACTIVE");
          }),
          { numRuns: runs(5) },
        );
      });
  });
