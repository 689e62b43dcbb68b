import assert from "node:assert/strict";
import { assertSameShards } from "../../../examples/sharded-stacks/shard.ts";

describe("the example of stacks in shards, given the backend's stacks", () => {
  const declared = { set: "partners", shards: 4, partners: {} };
  const refusal = (...existing: string[]): string => {
    try {
      assertSameShards(declared, existing);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("runs where those of the set have the same number, and others any", () => {
    assert.equal(refusal("partners-0-of-4", "partners-2027-0-of-8", "org/other-0-of-2", "dev"), "");
  });

  it("refuses another number, also in another organisation", () => {
    assert.match(refusal("partners-2-of-8"), /says 8\. .* Write 8 again/);
    assert.match(refusal("org/partners-2-of-8"), /says 8\. .* Write 8 again/);
    assert.match(refusal("org/sharded/partners-2-of-8"), /says 8\. .* Write 8 again/);
  });

  it("refuses the same number where new stacks would be made in another organisation", () => {
    assert.match(refusal("partners-0-of-4", "org/partners-2-of-4"), /sent again.*pulumi org set-default org/);
  });
});
