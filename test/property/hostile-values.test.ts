import assert from "node:assert/strict";
import fc from "fast-check";
import { startEmulator } from "../../emulator/index.ts";
import type { WireOptions } from "../../schema/generated/wire.ts";
import { crossFieldIssues } from "../../schema/rules.ts";
import { embeddedAnswerIssues, envelopeIssues, optionsIssues } from "../../schema/validate.ts";
import { wireOptions } from "../../schema/wire-options.ts";
import { parseWebhook, ValidationError } from "../../sdk/client/index.ts";
import { envelopeArbitrary } from "./arbitrary-envelope.ts";
import { requestArbitrary } from "./arbitrary-request.ts";
import { complaintsAbout, declared } from "./checked.ts";
import { type Hostile, hostileValue } from "./hostile-value.ts";
import { runs } from "./seed.ts";

/** Any of these with a hostile value somewhere in it. */
const changed = (values: fc.Arbitrary<object>): fc.Arbitrary<Hostile> =>
  fc.tuple(values, hostileValue, fc.nat()).map(([value, hostile, at]) => hostile.in(value, at));

/** Envelopes in the forms that only programs have. */
const friendly = envelopeArbitrary.map((envelope) => {
  const [document] = envelope.documents;
  const near = { near: "Signature", occurrence: 1, offset: { x: 5, unit: "mm" } };
  const corner = { pageNumber: 1, from: "bottom-left", unit: "pt", x: 100, y: 100 };
  const branding = { logo: { path: document?.path }, logoOptions: { logoChoice: "no_logo" } };
  return {
    ...{
      ...declared(envelope),
      emails: { reminders: "daily" },
      message: "Please sign.",
      account: "sales",
      branding,
    },
    recipients: envelope.recipients.map((one) => ({
      ...{ ...one, activeForDays: 3, excludedFiles: [document] },
      tags: [near, corner].map((place) => ({ type: "signature", document, place })),
    })),
  };
});

describe("a hostile value", function () {
  this.timeout(120_000);

  for (const kind of ["standard", "embedded"] as const)
    it(`makes neither schema nor rules of ${kind} options throw or hang, wherever it stands`, () => {
      const options = requestArbitrary(kind).map((envelope) => wireOptions(envelope));
      const files = [{ name: "document-1.pdf", pages: 1 }];
      fc.assert(
        fc.property(changed(options), ({ value }) => {
          assert.ok(Array.isArray(optionsIssues(value, undefined, kind)));
          assert.ok(Array.isArray(crossFieldIssues(value as WireOptions, files)));
        }),
        { numRuns: runs(1500) },
      );
    });

  it("makes neither schema nor rules throw or hang on its own", () => {
    fc.assert(
      fc.property(hostileValue, ({ value }) => {
        assert.notDeepEqual(optionsIssues(value), []);
        crossFieldIssues(value as WireOptions, undefined);
        crossFieldIssues({ name: "x", recipients: value } as WireOptions, undefined);
        assert.notDeepEqual(envelopeIssues(value), []);
        assert.notDeepEqual(embeddedAnswerIssues(value), []);
      }),
      { numRuns: runs(500) },
    );
  });

  it("makes the check of a declared envelope neither throw nor hang, wherever it stands", async () => {
    await fc.assert(
      fc.asyncProperty(
        changed(fc.oneof(envelopeArbitrary, envelopeArbitrary.map(declared), friendly)),
        async ({ value }) => {
          assert.equal(typeof (await complaintsAbout(value)), "string");
        },
      ),
      { numRuns: runs(800) },
    );
  });

  it("is refused by the emulator, or taken, and breaks nothing, wherever it stands", async () => {
    const emulator = await startEmulator({ processing: "manual" });
    const options = requestArbitrary("embedded").map((envelope) => wireOptions(envelope));
    try {
      await fc.assert(
        fc.asyncProperty(changed(options), async ({ value }) => {
          const body = new FormData();
          body.append("file", new Blob(["%PDF-1.7"]), "document-1.pdf");
          body.append("options", new Blob([text(value)], { type: "application/json" }));
          const headers = { authorization: `Bearer ${emulator.apiKey}` };
          const answer = await fetch(`${emulator.url}/v2/embedded-envelopes`, {
            method: "POST",
            headers,
            body,
          });
          await answer.arrayBuffer();
          assert.ok(answer.status < 500, String(answer.status));
        }),
        { numRuns: runs(300) },
      );
    } finally {
      await emulator.close();
    }
  });

  it("makes a webhook's reader throw nothing but a ValidationError", () => {
    const webhook = {
      subscription_name: "envelope_completion",
      envelope_id: "5b0a2a3e-6f0e-4a86-9d3b-4c1f6d0f3c55",
      details: { recipients: [{ type: "SIGNER", name: "Zq", tags: [{ name: "a", value: true }] }] },
      recipients: [{ Token: "x", Email: "zq@example.com" }],
    };
    const texts = fc.oneof(
      changed(fc.constant(webhook)).map(({ value }) => text(value)),
      fc.string({ unit: "binary" }),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(texts, (body) => {
        try {
          parseWebhook(body);
        } catch (error) {
          assert.ok(error instanceof ValidationError, String(error));
        }
      }),
      { numRuns: runs(500) },
    );
    const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    assert.throws(() => parseWebhook(deep), ValidationError);
  });
});

/** JSON of what JSON can hold, and of nothing else: values too deep for it are texts here. */
function text(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "[".repeat(100_000);
  }
}
