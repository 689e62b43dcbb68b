import assert from "node:assert/strict";
import { masked } from "../../../../cli/effect/masked.ts";
import type { Plan, Subject } from "../../../../cli/effect/plan.ts";
import { planText } from "../../../../cli/effect/plan-text.ts";
import { productionUrl, sandboxUrl } from "../../../../sdk/client/index.ts";

const plan = (subject: Partial<Subject>, label = "Partner"): Plan => ({
  command: "remind",
  title: "Send 1 reminder",
  subject: { host: sandboxUrl, account: undefined, ...subject },
  steps: [{ to: [{ label, name: "Pat Example", email: "pat@example.com" }], act: async () => undefined }],
  skips: [],
  effect: "An e-mail cannot be unsent.",
  question: "Send it?",
  done: "reminded",
  doubt: "it was e-mailed",
});

describe("what a command is about to do", () => {
  it("is told loudly where it is production", () => {
    assert.equal(
      planText(plan({ host: productionUrl, account: "legal" }), false, 0),
      `Send 1 reminder

  service   https://api.yotisign.com, PRODUCTION: real people, real signatures
  account   legal
  to        Partner (p…@example.com)

An e-mail cannot be unsent.

`,
    );
  });

  it("names the sandbox as such", () => {
    const text = planText(plan({}), true, 0);
    assert.match(text, /^ {2}service {3}https:\/\/demo\.api\.yotisign\.com, the sandbox$/m);
    assert.match(text, /^ {2}to {8}Partner \(Pat Example, pat@example\.com\)$/m);
  });

  it("cannot steer the terminal by what others wrote", () => {
    assert.match(planText(plan({}, "\u001b[31mRole"), false, 0), /\uFFFD\[31mRole/);
  });

  for (const [address, shown] of [
    ["pat@example.com", "p…@example.com"],
    ["🖋pen@example.com", "🖋…@example.com"],
    ["a@b@example.com", "a…@example.com"],
    ["@example.com", "…"],
    ["nobody", "…"],
    ["", "…"],
  ] as const)
    it(`shows ${JSON.stringify(address)} as ${shown}`, () => {
      assert.equal(masked(address), shown);
    });
});
