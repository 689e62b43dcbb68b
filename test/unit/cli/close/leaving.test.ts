import assert from "node:assert/strict";
import { leaving } from "../../../../cli/close/leaving.ts";
import type { ExportedResource } from "../../../../cli/stack-export.ts";

const urnOf = (type: string, name: string) => `urn:pulumi:test::signing::${type}::${name}`;
const nda = {
  urn: urnOf("pulumi-nodejs:dynamic/yotisign:Envelope", "nda"),
  type: "pulumi-nodejs:dynamic/yotisign:Envelope",
};
const signed = (more: Partial<ExportedResource> = {}): ExportedResource => ({
  urn: urnOf("pulumi-nodejs:dynamic/yotisign:SignedDocuments", "signed"),
  type: "pulumi-nodejs:dynamic/yotisign:SignedDocuments",
  propertyDependencies: { envelopeId: [nda.urn] },
  ...more,
});
const bucket: ExportedResource = { urn: urnOf("aws:s3:BucketObject", "copy"), type: "aws:s3:BucketObject" };
const leavingOf = (...resources: ExportedResource[]) => leaving({ resources: [nda, ...resources] }, nda.urn);

describe("what leaves a state together with an envelope", () => {
  it("is nothing where nothing depends on it", () => {
    assert.deepEqual(leavingOf(bucket), { with: [] });
  });

  it("is its signed documents", () => {
    assert.deepEqual(leavingOf(signed()), { with: [signed().urn] });
  });

  for (const [how, resource] of [
    ["on it", { ...bucket, dependencies: [nda.urn] }],
    ["as its child", { ...bucket, parent: nda.urn }],
    ["because it is deleted with it", { ...bucket, deletedWith: nda.urn }],
  ] satisfies [string, ExportedResource][])
    it(`is not decided here where another resource depends ${how}`, () => {
      assert.deepEqual(leavingOf(resource), {
        why: "other resources depend on it (copy); remove them from the program first, and run `pulumi up`",
      });
    });

  it("is not decided here where another resource depends on its signed documents", () => {
    const found = leavingOf(signed(), { ...bucket, propertyDependencies: { source: [signed().urn] } });
    assert.match("why" in found ? found.why : "", /\(copy\)/);
  });

  it("is nothing as long as one of them is protected, and says how to allow it", () => {
    const found = leavingOf(signed({ protect: true }));
    assert.match(
      "why" in found ? found.why : "",
      /^signed is protected; .*pulumi state unprotect 'urn:.*::signed'$/,
    );
  });

  it("is nothing as long as a run that was cut off may have changed it", () => {
    const pending_operations = [{ resource: { urn: nda.urn }, type: "updating" }];
    const found = leaving({ resources: [nda], pending_operations }, nda.urn);
    assert.match("why" in found ? found.why : "", /run `pulumi refresh`/);
  });

  it("is nothing as long as it is being replaced", () => {
    const found = leaving({ resources: [{ ...nda, delete: true }, nda] }, nda.urn);
    assert.match("why" in found ? found.why : "", /being replaced/);
  });
});
