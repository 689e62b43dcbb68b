import assert from "node:assert/strict";
import type { WireOptions } from "../../../../schema/generated/wire.ts";
import { signature, signer, wrong } from "./sample-options.ts";

const withRoles = (autotagging: WireOptions["autotagging"] & string, ...roles: (string | undefined)[]) =>
  wrong(
    roles.map((role) => ({ ...signer, ...(role !== undefined && { role }) })),
    { autotagging },
  );

describe("autotagging", () => {
  it("knows the roles of its kind, with a number from 1 to 30", () => {
    assert.deepEqual(withRoles("GENERAL", "Signer 1", "Signer 30"), []);
    assert.deepEqual(
      withRoles("REAL_ESTATE", "Tenant 1", "Landlord 2", "Agent 1", "Guarantor 9", "Contractor 10"),
      [],
    );
    assert.deepEqual(withRoles("ALL", "Signer 1", "Tenant 1"), []);
  });

  it("refuses every other role, naming those there are", () => {
    const message =
      'must be Signer with a number from 1 to 30, as in "Signer 1", since tags are read from the documents';
    for (const role of [
      undefined,
      "Buyer",
      "Signer",
      "Signer 0",
      "Signer 31",
      "Signer 01",
      "signer 1",
      "Tenant 1",
    ])
      assert.deepEqual(withRoles("GENERAL", role), [`recipients.0.role: ${message}`]);
    assert.match(withRoles("REAL_ESTATE", "Signer 1")[0] ?? "", /must be Tenant or Landlord or Agent or/);
  });

  it("asks for different roles", () => {
    assert.deepEqual(withRoles("GENERAL", "Signer 2", "Signer 1", "Signer 2"), [
      "recipients.2.role: is the role of recipients[0] too; anchors need to tell them apart",
    ]);
  });

  it("asks for no tags beside those in the documents, and no role of a copy", () => {
    const copy = { type: "CC" as const, name: "Ari Copy", email: "ari@example.com" };
    const one = { ...signer, role: "Signer 1" };
    assert.deepEqual(wrong([{ ...one, tags: [] }, copy], { autotagging: "GENERAL" }), []);
    assert.deepEqual(wrong([{ ...one, tags: [signature] }], { autotagging: "GENERAL" }), [
      "recipients.0.tags: must be left out or empty, since tags are read from the documents",
    ]);
  });
});
