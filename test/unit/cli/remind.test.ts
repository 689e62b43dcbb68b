import assert from "node:assert/strict";
import { remindCommand } from "../../../cli/remind.ts";
import {
  ConfigError,
  ForbiddenError,
  NotFoundError,
  UnauthorizedError,
  YotiSignClient,
} from "../../../sdk/client/index.ts";
import { newEnvelope, newFolder } from "../sdk/client/test-files.ts";
import { rejection } from "../sdk/client/test-service.ts";
import { EffectWorld } from "./effect/effect-world.ts";

const day = 86_400;

describe("yotisign remind", function () {
  this.timeout(60_000);
  let at: EffectWorld;
  let id: string;
  let partner: string;
  let company: string;

  beforeEach(async () => {
    at = await EffectWorld.start();
    id = await at.send("nda");
    partner = at.recipientId(id, "pat@example.com");
    company = at.recipientId(id, "cass@example.com");
  });
  afterEach(() => at.stop());

  const remind = (args: string[], given = {}) => at.run(remindCommand, args, given);
  const sign = (email: string) => {
    at.world.emulator.control.sign({ envelopeId: id, email });
    at.world.mails();
  };
  const plan = (envelope: string, to: string) => `Send 1 reminder

  envelope  ${envelope}
  service   ${at.world.emulator.url}
  to        ${to}

Yoti Sign e-mails this recipient at once, and an e-mail cannot be unsent.

`;
  const ofStack = () => `nda, ACTIVE\n  id        ${id}`;

  it("says whom it is about to remind, asks, and reminds whoever is waited for", async () => {
    at.world.pass(day);
    const to = "Partner (p…@example.com), invited 1 day ago, link expires in 1 day";
    assert.deepEqual(await remind(["nda"], { answer: true }), {
      text: `${plan(ofStack(), to)}  reminded  Partner (p…@example.com)\n`,
      exitCode: 0,
      asked: ["Send 1 reminder?"],
      mails: ["reminder pat@example.com"],
    });
  });

  it("e-mails nobody when the answer is no", async () => {
    const to = "Partner (p…@example.com), invited just now, link expires in 2 days";
    assert.deepEqual(await remind(["nda"], { answer: false }), {
      text: `${plan(ofStack(), to)}Nothing was done.\n`,
      exitCode: 1,
      asked: ["Send 1 reminder?"],
      mails: [],
    });
  });

  it("e-mails nobody without a terminal, and says how to confirm", async () => {
    const error = await rejection(remind(["nda"]));
    assert(error instanceof ConfigError);
    assert.match(error.message, /^Nothing was done: this is no terminal.* --yes/);
    assert.deepEqual(at.world.mails(), []);
  });

  it("asks nobody with --yes", async () => {
    const { exitCode, asked, mails } = await remind(["nda", "--yes"]);
    assert.deepEqual([exitCode, asked, mails], [0, [], ["reminder pat@example.com"]]);
  });

  it("only shows with --dry-run, also when --yes is given", async () => {
    const { text, exitCode, asked, mails } = await remind(["nda", "--dry-run", "--yes"], { answer: true });
    assert.match(text, /^ {2}to {8}Partner .*\n(.*\n)*Nothing was done: this is a dry run\.\n$/m);
    assert.deepEqual([exitCode, asked, mails], [0, [], []]);
  });

  it("shows names and whole addresses only with --people", async () => {
    const { text } = await remind(["nda", "--dry-run"]);
    const { text: people } = await remind(["nda", "--dry-run", "--people"]);
    assert.doesNotMatch(text, /Pat|pat@/);
    assert.match(people, /Partner \(Pat Example, pat@example\.com\)/);
  });

  it("prints the documented JSON, and nothing else", async () => {
    const { text, exitCode, mails } = await remind(["nda", "Partner", "Company", "--json", "--yes"]);
    assert.deepEqual(JSON.parse(text), {
      command: "remind",
      resource: "nda",
      envelopeId: id,
      host: at.world.emulator.url,
      account: null,
      dryRun: false,
      nothing: null,
      results: [
        {
          recipient: "Partner",
          recipientId: partner,
          outcome: "done",
          message: null,
          retryAfterSeconds: null,
        },
        {
          recipient: "Company",
          recipientId: company,
          outcome: "skipped",
          message: "it is not their turn: group 1 signs first (Partner)",
          retryAfterSeconds: null,
        },
      ],
    });
    assert.deepEqual([exitCode, mails], [1, ["reminder pat@example.com"]]);
  });

  it("refuses --json without --yes before it asks the service anything", async () => {
    at.world.emulator.control.clearCalls();
    const error = await rejection(remind(["nda", "--json"], { answer: true }));
    assert(error instanceof ConfigError);
    assert.equal(at.world.emulator.control.calls().get, 0);
    assert.deepEqual(at.world.mails(), []);
  });

  it("plans in JSON with --dry-run", async () => {
    const { text, exitCode, mails } = await remind(["nda", "--json", "--dry-run", "--people"]);
    const { dryRun, results } = JSON.parse(text);
    assert.equal(dryRun, true);
    assert.deepEqual(results, [
      {
        recipient: "Partner",
        recipientId: partner,
        outcome: "planned",
        message: null,
        retryAfterSeconds: null,
        person: { name: "Pat Example", email: "pat@example.com" },
      },
    ]);
    assert.deepEqual([exitCode, mails], [0, []]);
  });

  describe("finds the envelope", () => {
    it("by its id without any Pulumi", async () => {
      const { text, mails } = await remind([id.toUpperCase()], {
        answer: true,
        env: { ...at.world.env, YOTISIGN_PULUMI: "/nowhere/pulumi" },
      });
      assert.equal(
        text,
        `${plan(`${id}, ACTIVE`, "Partner (p…@example.com), invited just now")}  reminded  Partner (p…@example.com)\n`,
      );
      assert.deepEqual(mails, ["reminder pat@example.com"]);
    });

    it("by its id in a stack that is named", async () => {
      const { text } = await remind([id, "--stack", "test", "--dry-run"]);
      assert.match(text, /^ {2}envelope {2}nda, ACTIVE\n/m);
    });

    it("by its id with the key of an account that is named", async () => {
      const env = { YOTI_SIGN_API_KEY_LEGAL_UK: at.world.emulator.apiKey };
      const args = [id, "--account", "legal-uk", "--base-url", at.world.emulator.url, "--yes"];
      const { text, mails } = await remind(args, { env });
      assert.match(text, /^ {2}account {3}legal-uk$/m);
      assert.deepEqual(mails, ["reminder pat@example.com"]);
    });

    it("and uses the key of the account that sent it, where a stack has several", async () => {
      at.world.env.YOTI_SIGN_API_KEY_LEGAL = "other-key";
      await at.send("lease", { account: "legal" });
      const { text, mails } = await remind(["lease", "--yes"]);
      assert.match(text, /^ {2}account {3}legal$/m);
      assert.deepEqual(mails, ["reminder pat@example.com"]);
    });

    it("among both kinds of envelopes, without having links decrypted", async () => {
      await at.send("page", {}, "EmbeddedEnvelope");
      const { mails } = await remind(["page", "--yes"]);
      assert.deepEqual(mails, ["reminder pat@example.com"]);
      assert.deepEqual(at.pulumiAsked(), ["config --json", "stack export"]);
    });

    it("by its URN where two have one name", async () => {
      await at.send("nda", {}, "EmbeddedEnvelope");
      const error = await rejection(remind(["nda", "--yes"]));
      assert(error instanceof ConfigError);
      const urns = error.message.match(/urn:pulumi:[^, ]+(?=[,.])/g) ?? [];
      assert.equal(urns.length, 2);
      const { exitCode } = await remind([urns[0] ?? "", "--yes"]);
      assert.equal(exitCode, 0);
    });

    it("or says which there are", async () => {
      const error = await rejection(remind(["nad", "--yes"]));
      assert(error instanceof ConfigError);
      assert.match(error.message, /^Stack test has no envelope "nad"; it has nda\. /);
    });
  });

  describe("reminds nobody and exits with 1", () => {
    const nothing = async (args: string[]): Promise<string> => {
      const { text, exitCode, asked, mails } = await remind(args, { answer: true });
      assert.deepEqual([exitCode, asked, mails], [1, [], []]);
      return text;
    };

    it("when it is not their turn, they have signed, or only get a copy", async () => {
      assert.equal(
        await nothing(["nda", "Company"]),
        "Nothing was done.\n  skipped   Company (c…@example.com): it is not their turn: group 1 signs first\n" +
          "            (Partner)\n",
      );
      sign("pat@example.com");
      assert.equal(
        await nothing(["nda", "Partner", "archive"]),
        "Nothing was done.\n  skipped   Partner (p…@example.com): has signed on 2026-03-02 09:00 UTC\n" +
          "  skipped   archive (a…@example.com): gets a copy and does not sign\n",
      );
    });

    it("while the files are being processed", async () => {
      await using folder = await newFolder();
      const { url: baseUrl, apiKey } = at.world.emulator;
      await using client = new YotiSignClient({ baseUrl, apiKey });
      const { envelopeId } = await client.createEnvelope(await newEnvelope(folder));
      const text =
        "Nothing was done: the envelope is still being processed (QUEUED), so nobody has\nbeen invited yet.\n";
      assert.equal(await nothing([envelopeId]), text);
      assert.equal(await nothing([envelopeId, "ada@example.com"]), text);
    });

    it("once everyone has signed", async () => {
      at.world.emulator.control.signAll(id);
      at.world.mails();
      const text = "Nothing was done: the envelope is signed by everyone (COMPLETE).\n";
      assert.equal(await nothing(["nda"]), text);
      assert.equal(await nothing(["nda", "Partner"]), text);
    });

    it("once it was withdrawn", async () => {
      await at.world.outside("PATCH", id);
      at.world.mails();
      const text = "Nothing was done: the envelope was withdrawn (ARCHIVED).\n";
      assert.equal(await nothing(["nda"]), text);
      assert.equal(await nothing(["nda", "Partner"]), text);
    });
  });

  describe("finds recipients", () => {
    for (const [what, word] of [
      ["key", () => "Company"],
      ["role in another case", () => "company"],
      ["id", () => company],
      ["e-mail address", () => "CASS@example.com"],
    ] as const)
      it(`by ${what}`, async () => {
        sign("pat@example.com");
        const { exitCode, mails } = await remind(["nda", word(), "--yes"]);
        assert.deepEqual([exitCode, mails], [0, ["reminder cass@example.com"]]);
      });

    it("by place, as status shows recipients without a key", async () => {
      const [pat] = at.world.nda().recipients;
      assert(pat);
      const { role: _, ...nameless } = pat;
      await at.send("plain", { recipients: [nameless] });
      for (const word of ["recipients[0]", "0"]) {
        const { mails } = await remind(["plain", word, "--yes"]);
        assert.deepEqual(mails, ["reminder pat@example.com"]);
      }
    });

    it("once each, however often they are named", async () => {
      const { mails } = await remind(["nda", "Partner", "pat@example.com", partner, "--yes"]);
      assert.deepEqual(mails, ["reminder pat@example.com"]);
    });

    it("or says whom there is without repeating what was typed, and e-mails nobody", async () => {
      const error = await rejection(remind(["nda", "Partner", "pot@example.com", "--yes"]));
      assert(error instanceof ConfigError);
      assert.equal(
        error.message,
        "No recipient is called like number 2 of those given. There are: Partner, Company, archive; " +
          "name one by that, by role, id or e-mail address.",
      );
      assert.deepEqual(at.world.mails(), []);
    });

    it("not by an address that two of them have", async () => {
      const [pat, cass] = at.world.nda().recipients;
      assert(pat && cass);
      const twins = await at.send("twins", {
        recipients: [
          { ...pat, signGroup: 1 },
          { ...cass, email: pat.email, signGroup: 1 },
        ],
      });
      const error = await rejection(remind([twins, pat.email, "--yes"]));
      assert(error instanceof ConfigError);
      assert.match(error.message, /^Several recipients are called like the one given\. Name one by id: /);
      assert.deepEqual(at.world.mails(), []);
    });
  });

  it("warns of a link that has expired", async () => {
    at.world.pass(3 * day);
    const { text } = await remind(["nda", "--dry-run"]);
    assert.match(text, /^ {2}to .*link expired 1 day ago\n {2}! {9}The link of Partner has expired/m);
  });

  describe("when it does not go well", () => {
    const two = async (): Promise<void> => {
      const { recipients } = at.world.nda();
      await at.send("two", {
        recipients: recipients.slice(0, 2).map((one) => ({ ...one, signGroup: 1 })),
      });
    };
    const fail = (action: Parameters<typeof at.world.emulator.control.addFault>[0]["action"]) =>
      at.world.emulator.control.addFault({ operation: "sendReminder", action });
    const calls = () => at.world.emulator.control.calls().sendReminder;

    it("goes on after a refusal, and exits with 2", async () => {
      await two();
      fail({ kind: "status", status: 409 });
      const { text, exitCode, mails } = await remind(["two", "--yes"]);
      assert.match(text, /^ {2}refused {3}Partner .*409.*\n(.*\n)* {2}reminded {2}Company /m);
      assert.deepEqual([exitCode, mails], [2, ["reminder cass@example.com"]]);
    });

    it("says that it may have been e-mailed when the answer is lost, repeats nothing, and stops", async () => {
      await two();
      fail({ kind: "reset-after" });
      const { text, exitCode, mails } = await remind(["two", "--yes", "--json"]);
      const { results } = JSON.parse(text);
      assert.deepEqual(
        results.map(({ outcome }: { outcome: string }) => outcome),
        ["unknown", "not-tried"],
      );
      assert.match(
        results[0].message,
        /^Nobody knows whether the reminder was e-mailed: POST \S+ broke off after it began\. It may have been, so it is not repeated;/,
      );
      assert.deepEqual([exitCode, mails, calls()], [2, ["reminder pat@example.com"], 1]);
    });

    it("does the same when a gateway may have answered for the service", async () => {
      fail({ kind: "status", status: 502 });
      const { text, exitCode, mails } = await remind(["nda", "--yes"]);
      assert.match(
        text.replace(/\s+/g, " "),
        /unknown Partner .*answered 502\. It may have been, so it is not repeated;/,
      );
      assert.deepEqual([exitCode, mails, calls()], [2, [], 1]);
    });

    it("says when to come back where the service wants to be left alone", async () => {
      fail({ kind: "status", status: 429, retryAfterSeconds: 600 });
      const { text, exitCode, mails } = await remind(["nda", "--yes", "--json"]);
      const [{ outcome, message, retryAfterSeconds }] = JSON.parse(text).results;
      assert.deepEqual(
        [outcome, message, retryAfterSeconds],
        [
          "refused",
          "The service gets too many requests. Run it again in 10 minutes (2026-03-02 09:10 UTC).",
          600,
        ],
      );
      assert.deepEqual([exitCode, mails], [2, []]);
    });
  });

  describe("passes on", () => {
    const refusal = (env: NodeJS.ProcessEnv) =>
      rejection(remind([id, "--yes"], { env: { ...at.world.env, ...env } }));

    it("that the key is unknown, another account's, or missing", async () => {
      const unknown = await refusal({ YOTI_SIGN_API_KEY: "nobody-has-this-key" });
      const other = await refusal({ YOTI_SIGN_API_KEY: "other-key" });
      const none = await refusal({ YOTI_SIGN_API_KEY: "" });
      assert(unknown instanceof UnauthorizedError && other instanceof ForbiddenError);
      assert(none instanceof ConfigError);
    });

    it("that the service has no such envelope", async () => {
      await at.world.outside("DELETE", id);
      assert((await refusal({})) instanceof NotFoundError);
    });

    it("that the envelope was sent to another service", async () => {
      const error = await rejection(remind(["nda", "--yes", "--base-url", "https://api.example.com"]));
      assert.match(
        (error as Error).message,
        /was sent to http:.*, but this run talks to https:\/\/api\.example/,
      );
    });

    it("that the key in the stack's config cannot be read", async () => {
      const env = { YOTI_SIGN_BASE_URL: at.world.emulator.url, YOTISIGN_PULUMI: at.pulumi };
      at.config({ "yotisign:apiKey": { secret: true } });
      const error = await rejection(remind(["nda", "--yes"], { env }));
      assert.match(
        (error as Error).message,
        /^The key in the stack's config cannot be read\. `pulumi config get/,
      );
    });

    it("that the envelope was sent with another key", async () => {
      const env = { ...at.world.env, YOTISIGN_PULUMI: at.pulumi, YOTI_SIGN_API_KEY: "other-key" };
      const error = await rejection(remind(["nda", "--yes"], { env }));
      assert.match((error as Error).message, /was sent with key \S+, this run has key \S+ \(fingerprints\)/);
    });
  });
});
