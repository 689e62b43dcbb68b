import assert from "node:assert/strict";
import {
  fromStoredDocuments,
  type SignedDocumentsState,
  toStoredDocuments,
} from "../../../schema/signed-documents-state.ts";

describe("signed documents' outputs as Pulumi keeps them", () => {
  const state: SignedDocumentsState = {
    envelopeId: "the-id",
    status: "verified",
    files: [{ name: "nda.pdf", path: "my files/nda.pdf", sha256: "digest", url: null }],
    pack: { path: "my files/the-id.zip", sha256: "digest" },
    verifiedAt: "2026-03-02T09:00:00.000Z",
    identity: "urn:pulumi:test::signing::example:SignedDocuments::a name with spaces",
    directory: "my files",
    compared: "first-digest",
    publishedBy: "",
  };

  it("are what programs read, and one line", () => {
    const { identity, directory: _, compared: __, publishedBy: ___, ...shown } = state;
    assert.deepEqual(toStoredDocuments(state), { ...shown, record: `my%20files first-digest  ${identity}` });
  });

  it("give back what was put into them", () => {
    for (const one of [state, { ...state, publishedBy: "second", pack: null, files: [], verifiedAt: null }])
      assert.deepEqual(fromStoredDocuments(toStoredDocuments(one)), one);
  });
});
