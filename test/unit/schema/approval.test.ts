import assert from "node:assert/strict";
import { approvalObjection, approvalOf, parseApproval } from "../../../schema/approval.ts";
import type { Effect } from "../../../schema/effect.ts";

const urn = (name: string, stack = "live"): string =>
  `urn:pulumi:${stack}::contracts::pulumi-nodejs:dynamic/yotisign:Envelope::${name}`;

const fingerprint = "a".repeat(43);
const create: Effect = { kind: "create", identity: urn("nda"), fingerprint, parts: { name: "ab" } };
const withdraw: Effect = { kind: "withdraw", identity: urn("lease"), account: "legal", envelopeId: "one" };
const madeAt = Date.parse("2026-03-02T09:00:00Z");
const made = {
  project: "contracts",
  stack: "live",
  environment: "production",
  effects: [create, withdraw],
  madeAt,
};

describe("an approval", () => {
  it("lists effects by resource, counts for seven days, and says who it is for", () => {
    const { digest, ...rest } = approvalOf({ ...made, commit: "0123abc" });
    assert.deepEqual(rest, {
      approvalVersion: 1,
      project: "contracts",
      stack: "live",
      environment: "production",
      madeAt: "2026-03-02T09:00:00.000Z",
      expiresAt: "2026-03-09T09:00:00.000Z",
      commit: "0123abc",
      effects: [withdraw, create],
    });
    assert.match(digest, /^[\w-]{43}$/);
  });

  it("is read as it was written, however its JSON is laid out", () => {
    const approval = approvalOf(made);
    assert.deepEqual(parseApproval(JSON.stringify(approval, null, 4)), approval);
  });

  it("does not name another stack's effects, nor count for no time", () => {
    assert.throws(() => approvalOf({ ...made, stack: "test" }), RangeError);
    for (const days of [0, -1, Number.NaN]) assert.throws(() => approvalOf({ ...made, days }), RangeError);
  });

  const edits: [what: string, edit: (text: string) => string, says: RegExp][] = [
    ["a later expiry", (text) => text.replace("2026-03-09", "2027-03-09"), /edited after it was made/],
    ["another stack", (text) => text.replace('"stack":"live"', '"stack":"test"'), /edited after/],
    ["another envelope", (text) => text.replace('"one"', '"two"'), /edited after/],
    ["a further field", (text) => text.replace("{", '{"all":true,'), /must NOT have additional properties/],
    ["an effect of another kind", (text) => text.replace('"withdraw"', '"all"'), /^\/effects\/0/],
    ["its end cut off", (text) => text.slice(0, -1), /^it is no JSON$/],
    [
      "another form",
      (text) => text.replace(/"approvalVersion":1/, '"approvalVersion":2'),
      /^\/approvalVersion/,
    ],
  ];
  for (const [what, edit, says] of edits)
    it(`is refused with ${what}`, () => {
      const text = edit(JSON.stringify(approvalOf(made)));
      assert.throws(() => parseApproval(text), { name: "SyntaxError", message: says });
    });

  it("counts in runs of its stack, at its service, until it expires", () => {
    const approval = approvalOf(made);
    const run = { identity: urn("other"), environment: "production", now: madeAt };
    const end = Date.parse(approval.expiresAt);
    assert.deepEqual(
      [
        run,
        { ...run, now: end - 1 },
        { ...run, now: end },
        { ...run, environment: "sandbox" },
        { ...run, environment: undefined },
        { ...run, identity: urn("nda", "test") },
      ].map((one) => approvalObjection(approval, one)),
      [
        undefined,
        undefined,
        "expired at 2026-03-09T09:00:00.000Z",
        "is about production, and this run talks to sandbox",
        "is about production, and this run talks to no service that it knows",
        "is about the stack live of contracts, and this is test of contracts",
      ],
    );
  });
});
