import assert from "node:assert/strict";
import type { EnvelopeState } from "../../../schema/envelope-state.ts";
import { fromStored, toStored } from "../../../schema/stored-state.ts";

const state: EnvelopeState = {
  envelopeId: "3f0f1d3e-1111-4222-8333-444455556666",
  status: "ACTIVE",
  recipients: [{ key: "0", type: "SIGNER" }],
  documents: [{ name: "nda.pdf", sha256: "00", bytes: 1 }],
  signedDocumentsUrl: null,
  completedAt: null,
  archivedAt: null,
  identity: "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::our nda",
  host: "https://api.example.com",
  account: "a",
  sent: {
    at: "2026-01-31T12:00:00.000Z",
    fingerprint: "F_-",
    digests: {
      fields: { name: "N-_", documents: "D" },
      recipients: {
        "Buyer, 50 % = one": { terms: "T", person: "P", phone: "M" },
        "0": { terms: "t", person: "p" },
      },
    },
  },
};

describe("the stored form of an envelope's outputs", () => {
  it("is one text for what only the provider reads", () => {
    const { record, ...rest } = toStored(state);
    assert.equal(
      record,
      "https://api.example.com a 2026-01-31T12:00:00.000Z F_- name=N-_,documents=D " +
        "0=t.p,Buyer%2C%2050%20%25%20%3D%20one=T.P.M " +
        "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::our nda",
    );
    assert.deepEqual(Object.keys(rest), [
      "envelopeId",
      "status",
      "recipients",
      "documents",
      "signedDocumentsUrl",
      "completedAt",
      "archivedAt",
    ]);
  });

  it("gives back what was stored, whatever the keys contain", () => {
    assert.deepEqual(fromStored(toStored(state)), state);
  });

  it("marks what people could be found by as secrets where personal data is one", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const { record, recipients, personalData, ...rest } = toStored({
      ...state,
      personalData: "secret" as const,
    });
    const { record: plain, recipients: _, ...plainRest } = toStored(state);
    assert.deepEqual(
      [record, recipients, personalData, rest],
      [{ ...secret, value: plain }, { ...secret, value: state.recipients }, "secret", plainRest],
    );
  });

  it("is read without a failure where an edited state lacks it", () => {
    const { record: _, ...rest } = toStored(state);
    const { identity, sent } = fromStored(rest as Parameters<typeof fromStored>[0]);
    assert.deepEqual([identity, sent.digests], ["", { fields: {}, recipients: {} }]);
  });
});
