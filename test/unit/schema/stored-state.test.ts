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
  identity: "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::nda",
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
    assert.equal(
      toStored(state).sent,
      "2026-01-31T12:00:00.000Z F_- name=N-_,documents=D 0=t.p,Buyer%2C%2050%20%25%20%3D%20one=T.P.M",
    );
  });

  it("gives back what was stored, whatever the keys contain", () => {
    assert.deepEqual(fromStored(toStored(state)), state);
  });

  it("is read without a failure where an older or edited state lacks it", () => {
    const { sent: _, ...rest } = toStored(state);
    const read = fromStored(rest as Parameters<typeof fromStored>[0]);
    assert.deepEqual(read.sent, { at: "", fingerprint: "", digests: { fields: {}, recipients: {} } });
  });
});
