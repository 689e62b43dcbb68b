import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { extendCommand } from "../../../cli/extend.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { rejection } from "../sdk/client/test-service.ts";
import { EffectWorld } from "./effect/effect-world.ts";

const day = 86_400;

describe("yotisign extend", function () {
  this.timeout(60_000);
  let at: EffectWorld;
  let page: string;

  beforeEach(async () => {
    at = await EffectWorld.start();
    const recipients = at.world.nda().recipients.slice(0, 2);
    page = await at.send("page", { recipients }, "EmbeddedEnvelope");
  });
  afterEach(() => at.stop());

  const extend = (args: string[], given = {}) => at.run(extendCommand, args, given);
  const sign = (envelopeId: string, email: string) => at.world.emulator.control.sign({ envelopeId, email });
  const extended = () => at.world.emulator.control.calls().extendTokens;
  const token = (url = ""): string => url.split("/").at(-1) ?? "";
  /** The token of a standard envelope's signer, who has it in an e-mail. */
  async function mailedToken(envelopeId: string): Promise<string> {
    const { recipientId } = at.world.emulator.control.envelope(envelopeId).recipients[0] ?? {};
    const path = `/v2/envelopes/${envelopeId}/recipients/${recipientId}/send-reminder`;
    const headers = { authorization: `Bearer ${at.world.emulator.apiKey}` };
    await fetch(at.world.emulator.url + path, { method: "POST", headers });
    const link = at.world.emulator.control.outbox().at(-1)?.link;
    at.world.mails();
    return token(link);
  }

  it("lets the link of an embedded envelope's signer work anew, by what the stack knows of it", async () => {
    at.world.pass(3 * day);
    assert.throws(() => sign(page, "pat@example.com"), { status: 410 });
    assert.deepEqual(await extend(["page"], { answer: true }), {
      text: `Extend 1 signing link

  envelope  page, ACTIVE
  id        ${page}
  service   ${at.world.emulator.url}
  to        Partner (p…@example.com), link expired 1 day ago

Whoever has such a link can sign with it from now on for as long as it was given
when the envelope was sent. Nothing says that anybody is e-mailed.

  extended  Partner (p…@example.com)
`,
      exitCode: 0,
      asked: ["Extend 1 signing link?"],
      mails: [],
    });
    sign(page, "pat@example.com");
  });

  it("prints no link and no token, whatever is asked for", async () => {
    const urls = Object.values(at.signingUrls("page"));
    assert.equal(urls.length, 2);
    for (const args of [
      ["page", "--people", "--yes"],
      ["page", "--json", "--yes", "--people"],
    ]) {
      const { text, exitCode } = await extend(args);
      assert.equal(exitCode, 0);
      for (const url of urls) assert.ok(!text.includes(token(url)));
    }
  });

  it("extends nothing when the answer is no, without a terminal, or in a dry run", async () => {
    assert.equal((await extend(["page"], { answer: false })).exitCode, 1);
    assert((await rejection(extend(["page"]))) instanceof ConfigError);
    assert.equal((await extend(["page", "--dry-run"])).exitCode, 0);
    assert.equal(extended(), 0);
  });

  it("skips whose turn it is not, and who has signed", async () => {
    const { text, exitCode } = await extend(["page", "Company", "--yes"]);
    assert.match(text, /^Nothing was done\.\n {2}skipped {3}Company .*not their turn/);
    sign(page, "pat@example.com");
    const signed = await extend(["page", "Partner", "--yes"]);
    assert.match(signed.text, /skipped {3}Partner .*has signed/);
    assert.deepEqual([exitCode, signed.exitCode, extended()], [1, 1, 0]);
  });

  it("extends nothing once everyone has signed", async () => {
    at.world.emulator.control.signAll(page);
    const { text, exitCode } = await extend(["page", "--yes"]);
    assert.equal(text, "Nothing was done: the envelope is signed by everyone (COMPLETE).\n");
    assert.deepEqual([exitCode, extended()], [1, 0]);
  });

  it("says that a standard envelope's link has to be given, and where it is", async () => {
    await at.send("nda");
    const { text, exitCode } = await extend(["nda", "--yes"]);
    assert.match(
      text.replace(/\s+/g, " "),
      /Partner .*not known here\. Give it with --token: .*envelope_ready/,
    );
    assert.deepEqual([exitCode, extended()], [1, 0]);
  });

  describe("takes links that are given", () => {
    let nda: string;
    let link: string;
    beforeEach(async () => {
      nda = await at.send("nda");
      link = await mailedToken(nda);
      at.world.pass(3 * day);
    });

    it("as a token, of an envelope named by its id, without any Pulumi", async () => {
      const { text, exitCode, mails } = await extend([nda, "--token", link, "--yes"], { env: at.world.env });
      assert.match(text, /^ {2}extended {2}link 1 of those given\n$/m);
      assert.ok(!text.includes(link));
      assert.deepEqual([exitCode, mails], [0, []]);
      sign(nda, "pat@example.com");
    });

    it("as a whole address on standard input, once each", async () => {
      const lines = `https://www.example.com/sign/${link.toUpperCase()}/?from=mail\n\n${link}\n`;
      const args = ["nda", "--tokens-stdin", "--yes", "--json"];
      const { text, exitCode } = await extend(args, { input: stream(lines) });
      assert.deepEqual(
        JSON.parse(text).results.map(({ recipient, outcome }: Record<string, unknown>) => [
          recipient,
          outcome,
        ]),
        [[null, "done"]],
      );
      assert.equal(exitCode, 0);
      sign(nda, "pat@example.com");
    });

    it("all or none: one of another envelope is refused, and none is extended", async () => {
      const args = [nda, "--token", link, "--token", token(at.signingUrls("page").Partner), "--yes"];
      const { text, exitCode } = await extend(args);
      assert.match(text.replace(/\s+/g, " "), /refused link 1 .*422.* None was extended\. refused link 2/);
      assert.equal(exitCode, 2);
      assert.throws(() => sign(nda, "pat@example.com"), { status: 410 });
    });

    for (const [what, args, input] of [
      ["what is none, which it does not repeat", ["--token", "https://example.com/not-one", "--yes"], ""],
      ["an empty standard input", ["--tokens-stdin", "--yes"], "\n"],
      ["links beside recipients", ["Partner", "--token", randomUUID(), "--yes"], ""],
      ["standard input that leaves nobody to ask", ["--tokens-stdin"], `${randomUUID()}\n`],
    ] as const)
      it(`but not ${what}`, async () => {
        const error = await rejection(extend([nda, ...args], { input: stream(input), answer: true }));
        assert(error instanceof ConfigError);
        assert.doesNotMatch(error.message, /not-one/);
        assert.equal(extended(), 0);
      });
  });

  it("does not repeat what may have been done", async () => {
    at.world.emulator.control.addFault({ operation: "extendTokens", action: { kind: "reset-after" } });
    const { text, exitCode } = await extend(["page", "--yes", "--json"]);
    const [{ outcome, message }] = JSON.parse(text).results;
    assert.match(message, /^Nobody knows whether the links were extended: POST /);
    assert.deepEqual([outcome, exitCode, extended()], ["unknown", 2, 1]);
  });
});

async function* stream(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Buffer.of(byte);
}
