import assert from "node:assert/strict";
import { statusCommand } from "../../../cli/status.ts";
import { personOf } from "../../../provider/shape.ts";
import type { EnvelopeState, RecipientState } from "../../../schema/envelope-state.ts";
import type { WireEnvelope } from "../../../schema/generated/wire.ts";
import { toStored } from "../../../schema/stored-state.ts";
import { EnvelopeService } from "./envelope-service.ts";
import { CollectedOutput, PulumiStandIn } from "./stand-in.ts";

const ids = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;
const urn = (name: string) => `urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:Envelope::${name}`;

const pat = { name: "Pat Example", email: "pat@example.com" };
const cass = { name: "Cass Sample", email: "cass@example.com" };

const now = Date.parse("2030-05-10T12:00:00Z");
const hours = (count: number): string => new Date(now + count * 3_600_000).toISOString();

const partner: RecipientState = {
  key: "Partner",
  id: "p",
  type: "SIGNER",
  signStatus: "UNSIGNED",
  signGroup: 1,
  activeForSeconds: 172_800,
};
const company: RecipientState = { ...partner, key: "Company", id: "c", signGroup: 2 };
const invited = { invitedAt: hours(-3), linkExpiresAt: hours(45), lastEmailStatus: "SENT" };

/** Pat signs first, then Cass; both exactly as they were sent. */
function state(host: string, changes: Partial<EnvelopeState> = {}): EnvelopeState {
  return {
    envelopeId: ids[0],
    status: "ACTIVE",
    recipients: [{ ...partner, ...invited }, company],
    documents: [],
    signedDocumentsUrl: null,
    completedAt: null,
    archivedAt: null,
    identity: urn("nda"),
    host,
    account: "somebody",
    sent: {
      at: hours(-4),
      fingerprint: "f",
      digests: {
        fields: {},
        recipients: {
          Partner: { terms: "t", person: personOf(pat) },
          Company: { terms: "t", person: personOf(cass) },
        },
      },
    },
    ...changes,
  };
}

function exported(envelopes: Record<string, EnvelopeState | object>, extra: object = {}): object {
  const resources = Object.entries(envelopes).map(([name, outputs]) => ({
    urn: urn(name),
    type: "pulumi-nodejs:dynamic/yotisign:Envelope",
    outputs: "sent" in outputs ? toStored(outputs as EnvelopeState) : outputs,
    ...extra,
  }));
  const stack = {
    urn: "urn:pulumi:dev::signing::pulumi:pulumi:Stack::signing-dev",
    type: "pulumi:pulumi:Stack",
  };
  return { version: 3, deployment: { manifest: { time: hours(-2) }, resources: [stack, ...resources] } };
}

const answer = (patNow: object, cassNow: object, rest: Partial<WireEnvelope> = {}): WireEnvelope => ({
  envelope_id: ids[0],
  status: "ACTIVE",
  details: {
    recipients: [
      { id: "p", type: "SIGNER", ...pat, sign_status: "UNSIGNED", sign_group_order: 1, ...patNow },
      { id: "c", type: "SIGNER", ...cass, sign_status: "UNSIGNED", sign_group_order: 2, ...cassNow },
    ],
  },
  ...rest,
});
const wireInvited = { invitation_email_queued_at: hours(-3), last_email_status: "SENT" };

describe("yotisign status", function () {
  this.timeout(60_000);
  const pulumi = new PulumiStandIn();
  let service: EnvelopeService;
  before(async () => {
    service = await EnvelopeService.start();
  });
  beforeEach(() => {
    service.reset();
    service.aheadSeconds = undefined;
  });
  after(async () => {
    pulumi.dispose();
    await service.close();
  });

  async function run(
    args: string[],
    answers: Record<string, unknown>,
    env: NodeJS.ProcessEnv = { YOTI_SIGN_BASE_URL: service.url, YOTI_SIGN_API_KEY: "the-key" },
  ): Promise<CollectedOutput> {
    pulumi.answer({ "config --json": {}, ...answers });
    const output = new CollectedOutput();
    const surroundings = { env: { YOTISIGN_PULUMI: pulumi.command, ...env }, output, now: () => now };
    await statusCommand(surroundings).parseAsync(args, { from: "user" });
    return output;
  }
  const runJson = async (...args: Parameters<typeof run>) => {
    const { text, exitCode } = await run(["--json", ...args[0]], args[1], args[2]);
    return { report: JSON.parse(text), exitCode };
  };

  it("says as the service has it who is waited for, since when, and until when the link works", async () => {
    service.envelopes.set(ids[0], answer({ sign_status: "SIGNED", signed_at: hours(-3) }, wireInvited));
    const { text, exitCode } = await run([], { "stack export": exported({ nda: state(service.url) }) });
    assert.equal(
      text,
      `Stack dev: 1 envelope.
As ${service.url} says on 2030-05-10 12:00 UTC.

nda  ACTIVE  1 of 2 signed, group 2 of 2 to sign
  id        ${ids[0]}
  signed    Partner, 2030-05-10 09:00 UTC
  waits for Company, invited 3 hours ago (2030-05-10 09:00 UTC), link expires in
            1 day (2030-05-12 09:00 UTC)
`,
    );
    assert.equal(exitCode, 0);
  });

  it("goes by Pulumi's state without a key, and says from when that is", async () => {
    const { text, exitCode } = await run([], { "stack export": exported({ nda: state(service.url) }) }, {});
    assert.equal(
      text,
      `Stack dev: 1 envelope.
As Pulumi's state says, written on 2030-05-10 10:00 UTC, and not the service:
none is chosen. Set YOTI_SIGN_BASE_URL, or \`pulumi config set
yotisign:environment sandbox\`.

nda  ACTIVE  0 of 2 signed, group 1 of 2 to sign
  id        ${ids[0]}
  waits for Partner, invited 3 hours ago (2030-05-10 09:00 UTC), link expires in
            1 day (2030-05-12 09:00 UTC)
  later     Company, in group 2
`,
    );
    assert.equal(exitCode, 0);
    assert.deepEqual(service.requests, []);
  });

  it("prints the documented JSON", async () => {
    service.envelopes.set(ids[0], answer(wireInvited, {}));
    const { report } = await runJson([], { "stack export": exported({ nda: state(service.url) }) });
    const unsigned = { type: "SIGNER", signStatus: "UNSIGNED", signedAt: null, linkExpired: false };
    assert.deepEqual(report, {
      stack: "dev",
      source: "service",
      asOf: "2030-05-10T12:00:00.000Z",
      host: service.url,
      notAsked: null,
      needsPerson: false,
      envelopes: [
        {
          resource: "nda",
          urn: urn("nda"),
          envelopeId: ids[0],
          status: "ACTIVE",
          source: "service",
          failure: null,
          sentAt: hours(-4),
          signatures: { given: 0, needed: 2 },
          signGroup: 1,
          signGroups: 2,
          recipients: [
            {
              key: "Partner",
              ...unsigned,
              signGroup: 1,
              waitedFor: true,
              invitedAt: hours(-3),
              linkExpiresAt: hours(45),
              emailStatus: "SENT",
              emailFailed: false,
              changedOutside: false,
            },
            {
              key: "Company",
              ...unsigned,
              signGroup: 2,
              waitedFor: false,
              invitedAt: null,
              linkExpiresAt: null,
              emailStatus: null,
              emailFailed: false,
              changedOutside: false,
            },
          ],
          errors: [],
          completedAt: null,
          archivedAt: null,
          signedDocumentsUrl: null,
          concerns: [],
        },
      ],
    });
  });

  it("names people only when asked to", async () => {
    service.envelopes.set(ids[0], answer(wireInvited, { name: "\u001b[31mEvil\u0007" }));
    const answers = { "stack export": exported({ nda: state(service.url) }) };
    const { text: without } = await run([], answers);
    const { text: named } = await run(["--people"], answers);
    assert.doesNotMatch(without, /Pat|example\.com/);
    assert.match(named, /waits for Partner \(Pat Example, pat@example\.com\)/);
    assert.match(named, /later {5}Company \(\uFFFD\[31mEvil\uFFFD, cass@example\.com\), in group 2/);
    assert.match(named, /note {6}the name or e-mail of Company was changed in Yoti Sign/);
  });

  const concerns: Record<string, { now: WireEnvelope | number; reasons: string[] }> = {
    "an expired link": {
      now: answer({ ...wireInvited, invitation_email_queued_at: hours(-49) }, {}),
      reasons: ["link-expired Partner"],
    },
    "an invitation that bounced": {
      now: answer({ ...wireInvited, last_email_status: "BOUNCED" }, {}),
      reasons: ["email-failed Partner"],
    },
    "a completion e-mail that bounced": {
      now: answer(
        { sign_status: "SIGNED" },
        { sign_status: "SIGNED", last_email_status: "FAILED" },
        { status: "COMPLETED" },
      ),
      reasons: ["email-failed Company"],
    },
    "documents that could not be used": {
      now: { status: "ERRORED", details: { errors: [{ file_name: "nda.pdf", code: "bad_page" }] } },
      reasons: ["errored"],
    },
    "an envelope withdrawn outside": { now: answer({}, {}, { status: "ARCHIVED" }), reasons: ["archived"] },
    "an envelope the service does not know": { now: 404, reasons: ["missing"] },
    "nothing about what is being processed": { now: { status: "QUEUED" }, reasons: [] },
    "nothing about who has signed, whatever became of their e-mail": {
      now: answer({ sign_status: "SIGNED", last_email_status: "BOUNCED" }, wireInvited),
      reasons: [],
    },
    "nothing about an e-mail that was delivered": {
      now: answer({ ...wireInvited, last_email_status: "delivered" }, {}),
      reasons: [],
    },
  };
  for (const [what, { now: wire, reasons }] of Object.entries(concerns))
    it(`reports ${what}`, async () => {
      service.envelopes.set(ids[0], wire);
      const { report, exitCode } = await runJson([], {
        "stack export": exported({ nda: state(service.url) }),
      });
      const found = report.envelopes[0].concerns as { reason: string; recipient?: string }[];
      assert.deepEqual(
        found.map(({ reason, recipient }) => [reason, recipient].filter(Boolean).join(" ")),
        reasons,
      );
      assert.equal(report.needsPerson, reasons.length > 0);
      assert.equal(exitCode, reasons.length > 0 ? 1 : 0);
    });

  it("reports an envelope that was withdrawn for one that was never sent", async () => {
    service.envelopes.set(ids[0], answer({}, {}, { status: "ARCHIVED" }));
    const stack = exported({ nda: state(service.url) }, { pendingReplacement: true });
    const { report, exitCode } = await runJson([], { "stack export": stack });
    assert.equal(report.envelopes[0].concerns[0].reason, "replacement-unsent");
    assert.equal(exitCode, 1);
  });

  it("does not advise to send a signed envelope anew that the service has forgotten", async () => {
    const signed = state(service.url, { status: "COMPLETE", completedAt: hours(-1) });
    const { report } = await runJson([], { "stack export": exported({ nda: signed }) });
    assert.deepEqual(report.envelopes[0].concerns, [
      {
        reason: "missing",
        message:
          "Yoti Sign does not know it any more. Everyone had signed it: " +
          "remove it from the program once you have the signed documents.",
      },
    ]);
  });

  it("tells by the service's clock whether a link has expired", async () => {
    service.envelopes.set(ids[0], answer(wireInvited, {}));
    service.aheadSeconds = (now - Date.now()) / 1000 + 60 * 3600;
    const { report, exitCode } = await runJson([], { "stack export": exported({ nda: state(service.url) }) });
    assert.equal(report.asOf.slice(0, 16), "2030-05-13T00:00");
    assert.equal(report.envelopes[0].recipients[0].linkExpired, true);
    assert.equal(exitCode, 1);
  });

  it("shows what the state says of an envelope that was sent to another host, and exits with 2", async () => {
    service.envelopes.set(ids[0], answer(wireInvited, {}));
    const other = state("https://api.example.com", { envelopeId: ids[1] });
    const { report, exitCode } = await runJson([], {
      "stack export": exported({ nda: state(service.url), other }),
    });
    const [nda, elsewhere] = report.envelopes;
    assert.deepEqual([nda.source, nda.failure, elsewhere.source], ["service", null, "state"]);
    assert.match(elsewhere.failure, /was sent to https:\/\/api\.example\.com, but this run talks to/);
    assert.equal(exitCode, 2);
  });

  it("asks about one envelope only when the service refuses the key, and goes by the state", async () => {
    service.envelopes.set(ids[0], 401);
    const stack = exported({ nda: state(service.url), second: state(service.url, { envelopeId: ids[1] }) });
    const { report, exitCode } = await runJson([], { "stack export": stack });
    assert.deepEqual(service.requests, [`GET /v2/envelopes/${ids[0]}`]);
    assert.equal(report.source, "state");
    assert.match(report.notAsked, /does not accept the API key/);
    assert.equal(exitCode, 2);
  });

  it("takes service and key from the stack's config where the environment has none", async () => {
    service.envelopes.set(ids[0], answer(wireInvited, {}));
    const { report } = await runJson(
      [],
      {
        "stack export": exported({ nda: state(service.url) }),
        "config --json": {
          "yotisign:environment": { value: service.url, secret: false },
          "yotisign:apiKey": { secret: true },
          "other:token": { secret: true },
        },
        "config get yotisign:apiKey": "the-key\n",
      },
      {},
    );
    assert.equal(report.source, "service");
    assert.deepEqual(pulumi.asked(), ["config --json", "config get yotisign:apiKey", "stack export"]);
  });

  it("says why a key in the stack's config cannot be read", async () => {
    const { report, exitCode } = await runJson(
      [],
      {
        "stack export": exported({ nda: state(service.url) }),
        "config --json": { "yotisign:apiKey": { secret: true } },
      },
      { YOTI_SIGN_BASE_URL: service.url },
    );
    assert.match(report.notAsked, /the key in the stack's config cannot be read.*no answer to config get/);
    assert.equal(exitCode, 0);
  });

  it("has the state decrypted only where recipients' outputs are encrypted", async () => {
    const secret = (content: object) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ...content,
    });
    const { recipients } = state(service.url);
    const { report } = await runJson(
      [],
      {
        "stack export": exported({ nda: { ...state(service.url), recipients: secret({ ciphertext: "c" }) } }),
        "stack export --show-secrets": exported({
          nda: { ...state(service.url), recipients: secret({ plaintext: JSON.stringify(recipients) }) },
        }),
      },
      {},
    );
    assert.deepEqual(
      report.envelopes[0].recipients.map(({ key }: RecipientState) => key),
      ["Partner", "Company"],
    );
  });

  it("lists envelopes by name, and leaves out what is not one", async () => {
    const stack = exported({ "nda-10": state(service.url), "nda-9": state(service.url) });
    const { report } = await runJson([], { "stack export": stack }, {});
    assert.deepEqual(
      report.envelopes.map(({ resource }: { resource: string }) => resource),
      ["nda-9", "nda-10"],
    );
  });

  it("shows embedded envelopes too, without having their links decrypted", async () => {
    const embedded = "pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope";
    const page = state(service.url, { identity: `urn:pulumi:dev::signing::${embedded}::page` });
    const signingUrls = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "unreadable",
    };
    const outputs = { ...toStored(page), signingUrls };
    const stack = exported({ page: outputs }, { type: embedded, urn: page.identity, outputs });
    service.envelopes.set(ids[0], answer({ ...wireInvited, invitation_email_queued_at: hours(-49) }, {}));
    const { report, exitCode } = await runJson([], { "stack export": stack });
    const [{ resource, concerns }] = report.envelopes;
    assert.deepEqual(
      [resource, concerns.map(({ message }: { message: string }) => message), exitCode],
      [
        "page",
        [
          "The signing link of Partner has expired. Extend it with `yotisign extend`, or set supersedes: " +
            `"${ids[0]}" to withdraw the envelope and send it anew.`,
        ],
        1,
      ],
    );
    assert.ok(!JSON.stringify(report).includes("unreadable"));
    assert.deepEqual(pulumi.asked(), ["config --json", "stack export"]);
  });

  it("has nothing to say about a stack without envelopes", async () => {
    const { text, exitCode } = await run([], { "stack export": { version: 3, deployment: {} } }, {});
    assert.match(text, /^This stack: no envelopes\.\n/);
    assert.equal(exitCode, 0);
  });

  it("passes on Pulumi's own words when it cannot read the stack", async () => {
    await assert.rejects(run([], {}), {
      name: "ConfigError",
      message: "`pulumi stack export` failed: the stand-in has no answer to stack export",
    });
  });
});
