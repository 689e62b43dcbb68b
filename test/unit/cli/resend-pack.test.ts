import assert from "node:assert/strict";
import { resendPackCommand } from "../../../cli/resend-pack.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { rejection } from "../sdk/client/test-service.ts";
import { EffectWorld } from "./effect/effect-world.ts";

describe("yotisign resend-pack", function () {
  this.timeout(60_000);
  let at: EffectWorld;
  let id: string;

  beforeEach(async () => {
    at = await EffectWorld.start();
    id = await at.send("nda");
  });
  afterEach(() => at.stop());

  const resend = (args: string[], given = {}) => at.run(resendPackCommand, args, given);
  const complete = () => {
    at.world.emulator.control.signAll(id);
    at.world.mails();
  };

  it("says who gets the signed documents again, asks, and has them sent, to those with a copy too", async () => {
    complete();
    assert.deepEqual(await resend(["nda", "Partner", "archive"], { answer: true }), {
      text: `Send 2 completion packs again

  envelope  nda, COMPLETE
  id        ${id}
  service   ${at.world.emulator.url}
  to        Partner (p…@example.com)
  to        archive (a…@example.com)

Yoti Sign e-mails the signed documents to each of them at once, and an e-mail
cannot be unsent. It does so once in five minutes, and not without end.

  sent      Partner (p…@example.com)
  sent      archive (a…@example.com)
`,
      exitCode: 0,
      asked: ["Send 2 completion packs?"],
      mails: ["completion pat@example.com", "completion archive@example.com"],
    });
  });

  it("e-mails nobody when the answer is no, without a terminal, or in a dry run", async () => {
    complete();
    const { exitCode, mails } = await resend(["nda", "Partner"], { answer: false });
    assert.deepEqual([exitCode, mails], [1, []]);
    assert((await rejection(resend(["nda", "Partner"]))) instanceof ConfigError);
    await resend(["nda", "Partner", "--dry-run"]);
    assert.deepEqual(at.world.mails(), []);
    assert.equal(at.world.emulator.control.calls().resendCompletionPack, 0);
  });

  it("does nothing before everyone has signed, and exits with 1", async () => {
    assert.deepEqual(await resend(["nda", "Partner", "--yes"]), {
      text: "Nothing was done: the envelope is not signed by everyone yet (ACTIVE).\n",
      exitCode: 1,
      asked: [],
      mails: [],
    });
  });

  it("says when it can be sent again within five minutes of the last time, and goes on", async () => {
    complete();
    await resend(["nda", "Partner", "--yes"]);
    const { text, exitCode, mails } = await resend(["nda", "Partner", "Company", "--yes", "--json"]);
    const [soon, company] = JSON.parse(text).results;
    assert.deepEqual(
      [soon.outcome, soon.message, soon.retryAfterSeconds, company.outcome],
      [
        "refused",
        "The service refuses (429): it was sent to them less than five minutes ago. " +
          "Run it again in 5 minutes (2026-03-02 09:05 UTC).",
        300,
        "done",
      ],
    );
    assert.deepEqual([exitCode, mails], [2, ["completion cass@example.com"]]);
  });

  it("says what to do instead once the service's limit is reached", async () => {
    complete();
    for (let time = 1; time <= 5; time += 1) {
      assert.equal((await resend(["nda", "Partner", "--yes"])).exitCode, 0);
      at.world.pass(300);
    }
    const { text, exitCode, mails } = await resend(["nda", "Partner", "--yes", "--json"]);
    assert.equal(
      JSON.parse(text).results[0].message,
      "The service refuses (410): it was sent to them as often as it allows. " +
        `Save it with \`yotisign download ${id}\`, and pass it on.`,
    );
    assert.deepEqual([exitCode, mails], [2, []]);
  });

  it("does not repeat what may have been e-mailed", async () => {
    complete();
    at.world.emulator.control.addFault({
      operation: "resendCompletionPack",
      action: { kind: "reset-after" },
    });
    const { text, exitCode, mails } = await resend(["nda", "Partner", "Company", "--yes", "--json"]);
    const [doubt, other] = JSON.parse(text).results;
    assert.match(doubt.message, /^Nobody knows whether the completion pack was e-mailed: .* not repeated/);
    assert.deepEqual([doubt.outcome, other.outcome, exitCode], ["unknown", "not-tried", 2]);
    assert.deepEqual(mails, ["completion pat@example.com"]);
  });
});
