import assert from "node:assert/strict";
import { envelopeProgram } from "../../../../cli/adopt/envelope-program.ts";
import { knownEnvelope } from "../../../../cli/adopt/known-envelope.ts";
import type { CurrentEnvelope } from "../../../../sdk/client/index.ts";

const id = "5b0f1c2d-1111-4222-8333-444444444444";
const signer = { id: "signer", type: "SIGNER" as const, name: "Pat Example", email: "pat@example.com" };
const envelope: CurrentEnvelope = {
  envelope_id: id,
  status: "COMPLETE",
  details: {
    files: [{ id: "file", name: "nda.pdf" }],
    recipients: [
      { ...signer, sign_group_order: 1 },
      { type: "WITNESS", name: "Wil Ness", email: "wil@example.com", signer_id: "signer" },
      { type: "CC", name: "Ari Copy", email: "archive@example.com", sign_group_order: "" },
    ],
  },
};

describe("what is known of an envelope", () => {
  it("leaves out a witness, whom the signer named while signing, and asks for the signer's", () => {
    const known = knownEnvelope({ envelope_id: id, envelope: "NDA", status: "COMPLETE" }, envelope);
    assert.deepEqual(known, {
      envelopeId: id,
      status: "COMPLETE",
      createdAt: undefined,
      name: "NDA",
      files: ["nda.pdf"],
      recipients: [
        { name: "Pat Example", email: "pat@example.com", signGroup: 1, hasWitness: true },
        { type: "CC", name: "Ari Copy", email: "archive@example.com", hasWitness: false },
      ],
    });
    assert.match(envelopeProgram(known, "nda"), /FILL IN, as it was sent: tags, witness,/);
  });

  it("has the time in one way of writing, and none where the service has none", () => {
    const created = (created_at: string) =>
      knownEnvelope({ envelope_id: id, status: "COMPLETE", created_at }, envelope).createdAt;
    assert.deepEqual(["2030-03-02 09:00:00Z", "yesterday\n"].map(created), [
      "2030-03-02T09:00:00.000Z",
      undefined,
    ]);
  });

  it("has no name where the service tells none: Pulumi's check then asks for it", () => {
    assert.equal(knownEnvelope({ envelope_id: id, status: "COMPLETE" }, envelope).name, "");
  });
});
