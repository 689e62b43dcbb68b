import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { closeCommand } from "../../../cli/close.ts";
import type { EnvelopeState } from "../../../schema/envelope-state.ts";
import { toStored } from "../../../schema/stored-state.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { EnvelopeService } from "./envelope-service.ts";
import { CollectedOutput, PulumiStandIn } from "./stand-in.ts";

const id = "11111111-1111-4111-8111-111111111111";
const type = "pulumi-nodejs:dynamic/yotisign:Envelope";
const urn = `urn:pulumi:dev::signing::${type}::nda`;

function exported(host: string): object {
  const state: EnvelopeState = {
    envelopeId: id,
    status: "ACTIVE",
    recipients: [],
    documents: [],
    signedDocumentsUrl: null,
    completedAt: null,
    archivedAt: null,
    identity: urn,
    host,
    account: "somebody",
    sent: { at: "2030-01-01T00:00:00.000Z", fingerprint: "f", digests: { fields: {}, recipients: {} } },
  };
  return { version: 3, deployment: { resources: [{ urn, type, outputs: toStored(state) }] } };
}

describe("yotisign close", function () {
  this.timeout(60_000);
  const pulumi = new PulumiStandIn();
  let service: EnvelopeService;
  before(async () => {
    service = await EnvelopeService.start();
  });
  beforeEach(() => service.reset());
  after(async () => {
    pulumi.dispose();
    await service.close();
  });

  async function run(args: string[], agrees?: boolean): Promise<CollectedOutput> {
    pulumi.answer({ "config --json": {}, "stack export": exported(service.url) });
    const output = new CollectedOutput();
    const env = {
      YOTISIGN_PULUMI: pulumi.command,
      YOTI_SIGN_BASE_URL: service.url,
      YOTI_SIGN_API_KEY: "the-key",
    };
    const person = { present: agrees !== undefined, agrees: async () => agrees === true };
    await closeCommand({ env, output, person }).parseAsync([...args, "--cwd", pulumi.folder], {
      from: "user",
    });
    return output;
  }
  const complete = { envelope_id: id, status: "COMPLETE" as const };
  const untouched = (): void => {
    assert.deepEqual(pulumi.asked(), ["config --json", "stack export"]);
    assert.deepEqual(service.requests, [`GET /v2/envelopes/${id}`]);
    assert.ok(!readdirSync(pulumi.folder).includes("receipts"));
  };

  it("wants to know which envelopes, and only one way", async () => {
    for (const args of [[], ["nda", "--all-complete"]]) await assert.rejects(run(args), ConfigError);
    assert.deepEqual([pulumi.asked(), service.requests], [[], []]);
  });

  it("closes nothing that is not complete, and exits with 1", async () => {
    service.envelopes.set(id, { envelope_id: id, status: "ACTIVE" });
    const { text, exitCode } = await run(["nda", "--yes"]);
    assert.match(text, /Nothing was closed\.\n.*nda: it is not signed by everyone yet \(ACTIVE\)/);
    assert.equal(exitCode, 1);
    untouched();
  });

  it("has nothing to do where none of all envelopes is complete", async () => {
    service.envelopes.set(id, { envelope_id: id, status: "ACTIVE" });
    assert.equal((await run(["--all-complete", "--yes"])).exitCode, 0);
    untouched();
  });

  it("does nothing where the answer is no", async () => {
    service.envelopes.set(id, complete);
    const { text, exitCode } = await run(["nda"], false);
    assert.match(text, /nobody is e-mailed\.\n\nNothing was done\.\n/);
    assert.equal(exitCode, 1);
    untouched();
  });

  it("does nothing where nobody can be asked", async () => {
    service.envelopes.set(id, complete);
    await assert.rejects(run(["nda"]), /Confirm with --yes/);
    untouched();
  });

  it("prints as JSON what it would do", async () => {
    service.envelopes.set(id, complete);
    const { text } = await run(["nda", "--json", "--dry-run"]);
    assert.deepEqual(JSON.parse(text), {
      command: "close",
      stack: "dev",
      dryRun: true,
      results: [
        {
          resource: "nda",
          urn,
          envelopeId: id,
          outcome: "planned",
          message: null,
          pack: join(pulumi.folder, "signed", id, `${id}.zip`),
          receipt: join(pulumi.folder, "receipts", `nda-${id}.json`),
          with: [],
          problems: [],
        },
      ],
    });
    untouched();
  });

  it("does not take one that the service forgot for closed without its pack", async () => {
    const { text, exitCode } = await run(["nda", "--yes"]);
    assert.match(text, /the service does not know it/);
    assert.equal(exitCode, 1);
    untouched();
  });
});
