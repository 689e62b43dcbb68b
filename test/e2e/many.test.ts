import assert from "node:assert/strict";
import { type Fixture, fixture, nda } from "./fixtures.ts";

describe("twenty envelopes at once", function () {
  this.timeout(180_000);
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  let at: Fixture;
  before(async () => {
    at = await fixture();
    at.stack.declare(
      Object.fromEntries(numbers.map((index) => [`nda-${index}`, { ...nda, name: `NDA ${index}` }])),
    );
  });
  after(() => at.dispose());
  const statuses = (): (string | undefined)[] =>
    numbers.map((index) => at.stack.envelopes()[`nda-${index}`]?.outputs.status);

  it("are each sent once", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const subjects = at.emulator.control.outbox().map(({ kind, subject }) => `${kind} ${subject}`);
    assert.deepEqual(subjects.toSorted(), numbers.map((index) => `invitation NDA ${index}`).toSorted());
    at.mails();
    assert.deepEqual(new Set(statuses()), new Set(["ACTIVE"]));
  });

  it("are read by a refresh, each with what happened to it", async () => {
    for (const index of numbers.filter((number) => number % 2 === 0))
      at.emulator.control.signAll(at.id(`nda-${index}`));
    at.mails();
    const { code, output } = await at.stack.refresh();
    assert.equal(code, 0, output);
    assert.deepEqual(
      statuses(),
      numbers.map((index) => (index % 2 === 0 ? "COMPLETE" : "ACTIVE")),
    );
  });

  it("are withdrawn by a destroy where they are not complete, each signer e-mailed once", async () => {
    const { code, output } = await at.stack.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(at.stack.envelopes(), {});
    assert.deepEqual(at.mails().toSorted(), [
      ...Array(10).fill("withdrawal cass@example.com"),
      ...Array(10).fill("withdrawal pat@example.com"),
    ]);
  });
});
