import assert from "node:assert/strict";
import type { Waiver } from "../../../policy/config.ts";
import { Waivers } from "../../../policy/waiving.ts";

const waiver: Waiver = {
  rule: "a-rule",
  resource: "contract",
  reason: "Agreed with the customer.",
  owner: "legal@example.com",
  expires: "2026-03-02",
};
const finding = { path: ["recipients", 1, "tags", 0, "x"], message: "is wrong" };
const noon = new Date("2026-03-02T12:00:00Z");

describe("a waiver", () => {
  for (const [what, parts, waived] of [
    ["its rule and resource", {}, true],
    ["another rule", { rule: "another-rule" }, false],
    ["a pattern of rules, which there is none of", { rule: "a-*" }, false],
    ["another resource", { resource: "contracts" }, false],
    ["a pattern of resources", { resource: "con*" }, true],
    ["a pattern of other resources", { resource: "con*s" }, false],
    ["the very place", { path: "recipients[1].tags[0].x" }, true],
    ["a place above", { path: "recipients[1]" }, true],
    ["the list that the place is in", { path: "recipients" }, true],
    ["a place beside", { path: "recipients[0]" }, false],
    ["a place whose name goes on", { path: "recipients[1].tag" }, false],
    ["a place below", { path: "recipients[1].tags[0].x.y" }, false],
  ] as const)
    it(`for ${what} ${waived ? "lets the finding be" : "does not"}`, () => {
      const waivers = new Waivers([{ ...waiver, ...parts }], noon);
      const found = waivers.for("a-rule", "contract", finding, false);
      assert.deepEqual(
        [found !== undefined, waivers.all()],
        [waived, [{ ...waiver, ...parts, uses: waived ? 1 : 0, expired: false }]],
      );
    });

  for (const [now, expired] of [
    ["2026-03-02T00:00:00Z", false],
    ["2026-03-02T23:59:59.999Z", false],
    ["2026-03-03T00:00:00Z", true],
    // Already the 3rd there, still the 2nd in UTC; and the other way round.
    ["2026-03-03T00:30:00+01:00", false],
    ["2026-03-02T23:30:00-01:00", true],
  ] as const)
    it(`until 2 March ${expired ? "has run out" : "holds"} at ${now}`, () => {
      const waivers = new Waivers([waiver], new Date(now));
      const found = waivers.for("a-rule", "contract", finding, false);
      assert.deepEqual([found === undefined, waivers.all()[0]?.expired], [expired, expired]);
    });

  it("that has run out still holds for what was sent", () => {
    const waivers = new Waivers([waiver], new Date("2027-01-01T00:00:00Z"));
    waivers.for("a-rule", "contract", finding, true);
    assert.deepEqual(waivers.all(), [{ ...waiver, uses: 1, expired: true }]);
  });

  it("that has run out gives way to the next that fits", () => {
    const later = { ...waiver, expires: "2026-12-31" };
    const waivers = new Waivers([{ ...waiver, expires: "2026-01-01" }, later], noon);
    waivers.for("a-rule", "contract", finding, false);
    assert.deepEqual(
      waivers.all().map(({ expires, uses }) => [expires, uses]),
      [
        ["2026-01-01", 0],
        ["2026-12-31", 1],
      ],
    );
  });

  it("counts each finding that it lets be, and leaves those after it unused", () => {
    const waivers = new Waivers([waiver, { ...waiver, path: "recipients[1]" }], noon);
    for (const _ of [1, 2, 3]) waivers.for("a-rule", "contract", finding, false);
    assert.deepEqual(
      waivers.all().map(({ uses }) => uses),
      [3, 0],
    );
  });

  it("stays as the policy has it", () => {
    const own = Object.freeze({ ...waiver });
    new Waivers([own], noon).for("a-rule", "contract", finding, false);
    assert.deepEqual(own, waiver);
  });
});
