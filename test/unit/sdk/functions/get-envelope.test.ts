import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import type { WireOptions, WireRecipient, WireTag } from "../../../../schema/generated/wire.ts";
import { YotiSignClient } from "../../../../sdk/client/index.ts";
import { type GetEnvelopeArgs, getEnvelope, type ReadEnvelope } from "../../../../sdk/index.ts";
import { pdf } from "../../../e2e/fixtures.ts";
import { newFolder } from "../client/test-files.ts";
import { apiKey, id, json, startService } from "../client/test-service.ts";
import { type Config, failureOf, isKnown, resolved, runPreview, runUpdate } from "./pulumi-program.ts";

const now = "2030-05-10T12:00:00.000Z";
const place = { file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.1 };
const signature: WireTag = { type: "signature", ...place, y: 0.8 };
const tags: WireTag[] = [signature, { type: "text_field", name: "Colour", width: 0.2, ...place }];
const signer: WireRecipient = {
  type: "SIGNER",
  name: "Pat Example",
  email: "pat@example.com",
  role: "Partner",
  tags,
};
const options: WireOptions = {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  recipients: [signer, { type: "CC", name: "Ari Copy", email: "archive@example.com" }],
};

describe("getEnvelope", () => {
  let emulator: Emulator;
  let config: Config;
  before(async () => {
    const accounts = { "first-key": "one@example.com", "legal-key": "two@example.com" };
    emulator = await startEmulator({ processing: "manual", clock: () => Date.parse(now), accounts });
    config = { "yotisign:environment": emulator.url, "yotisign:apiKey": "first-key" };
  });
  after(() => emulator.close());

  /** Sends an envelope, without processing it, and says its id. */
  async function send(account = "first-key", sent = options): Promise<string> {
    await using folder = await newFolder();
    await using client = new YotiSignClient({ baseUrl: emulator.url, apiKey: account });
    const files = [{ path: await folder.write("nda.pdf", await pdf()), fileName: "nda.pdf" }];
    return (await client.createEnvelope({ options: sent, files })).envelopeId;
  }

  const read = (args: GetEnvelopeArgs): Promise<ReadEnvelope> =>
    runUpdate(config, () => resolved(getEnvelope(args)));

  const rest = { name: null, errors: [], signedDocumentsUrl: null, completedAt: null, archivedAt: null };

  it("reads an envelope whose files are still processed", async () => {
    const envelopeId = await send();
    assert.deepEqual(await read({ envelopeId }), {
      ...rest,
      envelopeId,
      status: "QUEUED",
      recipients: [],
      files: [],
    });
  });

  it("reads a complete envelope, with people, what they filled in, and where the signed documents are", async () => {
    const envelopeId = await send();
    await emulator.control.process(envelopeId);
    emulator.control.sign({ envelopeId, email: "pat@example.com", values: { Colour: "dark_blue" } });
    const { files, ...envelope } = await read({ envelopeId: pulumi.output(Promise.resolve(envelopeId)) });
    const ids = emulator.control.envelope(envelopeId).recipients.map(({ recipientId }) => recipientId);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["nda.pdf"],
    );
    assert.deepEqual(envelope, {
      ...rest,
      envelopeId,
      status: "COMPLETE",
      recipients: [
        {
          id: ids[0],
          type: "SIGNER",
          name: "Pat Example",
          email: "pat@example.com",
          role: "Partner",
          authType: "no-auth",
          signStatus: "SIGNED",
          signedAt: now,
          invitationEmailQueuedAt: now,
          signGroupOrder: 1,
          ipAddress: "127.0.0.1",
          lastEmailStatus: "SENT",
          tags: [
            { name: null, tagGroupName: null, wasOptional: false, value: "Pat Example" },
            { name: "Colour", tagGroupName: null, wasOptional: false, value: "dark_blue" },
          ],
        },
        {
          id: ids[1],
          type: "CC",
          name: "Ari Copy",
          email: "archive@example.com",
          role: null,
          authType: null,
          signStatus: null,
          signedAt: null,
          invitationEmailQueuedAt: null,
          signGroupOrder: "",
          ipAddress: null,
          lastEmailStatus: "SENT",
        },
      ],
      signedDocumentsUrl: `${emulator.url}/v2/envelopes/${envelopeId}/completed-documents`,
      completedAt: now,
    });
  });

  it("reads what was wrong with the files of one that failed", async () => {
    const recipients = [{ ...signer, tags: [{ ...signature, page_number: 9 }] }];
    const envelopeId = await send("first-key", { ...options, recipients });
    await emulator.control.process(envelopeId);
    const { status, errors } = await read({ envelopeId });
    const failed = emulator.control.envelope(envelopeId).errors;
    assert.equal(failed.length, 1);
    assert.deepEqual({ status, errors }, { status: "ERRORED", errors: failed });
  });

  it("reads when one was withdrawn", async () => {
    const envelopeId = await send();
    await emulator.control.process(envelopeId);
    await using client = new YotiSignClient({ baseUrl: emulator.url, apiKey: "first-key" });
    await client.archiveEnvelope(envelopeId);
    const { status, archivedAt, signedDocumentsUrl } = await read({ envelopeId });
    assert.deepEqual(
      { status, archivedAt, signedDocumentsUrl },
      { status: "ARCHIVED", archivedAt: now, signedDocumentsUrl: null },
    );
  });

  it("leaves what somebody filled in as it is, and spells a status in one way", async () => {
    const tags = [{ name: "Address", value: { post_code: "X1" } }, { tag_group_name: "Choice" }];
    const details = { recipients: [{ sign_status: "SIGNED", tags }] };
    await using service = await startService(json(200, { envelope_id: id, status: "COMPLETED", details }));
    const envelope = await runUpdate({ "yotisign:environment": service.url, "yotisign:apiKey": apiKey }, () =>
      resolved(getEnvelope({ envelopeId: id })),
    );
    assert.equal(envelope.status, "COMPLETE");
    assert.deepEqual(envelope.recipients, [
      {
        signStatus: "SIGNED",
        tags: [{ name: "Address", value: { post_code: "X1" } }, { tagGroupName: "Choice" }],
      },
    ]);
  });

  it("asks as the account that is named, with its key from config", async () => {
    const envelopeId = await send("legal-key");
    const read = (account: string): Promise<{ status: string }> =>
      runUpdate({ ...config, "yotisign:apiKeys": '{"legal":"legal-key"}' }, () =>
        resolved(getEnvelope({ envelopeId, account: Promise.resolve(account) })),
      );
    assert.equal((await read("legal")).status, "QUEUED");
  });

  it("is unknown while its arguments are, and asks nobody", async () => {
    emulator.control.clearCalls();
    const envelopeId = pulumi.output(pulumi.unknown as unknown as string);
    const [read, status] = await runPreview(config, () => {
      const envelope = getEnvelope({ envelopeId });
      return Promise.all([isKnown(envelope), isKnown(envelope.status)]);
    });
    assert.deepEqual([read, status, emulator.control.calls().get], [false, false, 0]);
  });

  describe("fails with an error that Pulumi shows without a stack trace", () => {
    const failure = (args: unknown, changes: Config = {}, run = runUpdate): Promise<unknown> =>
      run({ ...config, ...changes }, () => failureOf(getEnvelope(args as GetEnvelopeArgs)));

    for (const [what, args, message] of [
      [
        "an id that the service does not know",
        { envelopeId: id },
        /answered 404.*Correct the id given to getEnvelope/,
      ],
      ["an id that cannot be one", { envelopeId: "../x" }, /envelopeId is no id: it must be a UUID/],
      ["no id", {}, /envelopeId is no id/],
      ["no arguments", undefined, /envelopeId is no id/],
      ["an account without a key", { envelopeId: id, account: "legal-uk" }, /Set YOTI_SIGN_API_KEY_LEGAL_UK/],
    ] as const)
      it(`given ${what}`, async () => {
        const error = await failure(args);
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(error.message, message);
        assert.equal(error.stack, error.message);
      });

    it("asked for another account's envelope, and says whose key was used", async () => {
      const envelopeId = await send();
      const keys = { "yotisign:apiKeys": '{"legal":"legal-key"}' };
      const error = await failure({ envelopeId, account: "legal" }, keys);
      assert.match(
        String(error),
        /answered 403.*as the account "legal", whose key is YOTI_SIGN_API_KEY_LEGAL/,
      );
      assert.doesNotMatch(String(error), /legal-key/);
    });

    for (const [what, run] of [
      ["an update", runUpdate],
      ["a preview", runPreview],
    ] as const)
      it(`where a setting is wrong, in ${what}`, async () => {
        const error = await failure({ envelopeId: id }, { "yotisign:environment": "nowhere" }, run);
        assert.match(String(error), /yotisign:environment .* is neither sandbox, production nor a URL/);
      });

    it("the same one for the same reason, so that Pulumi reports it once", async () => {
      const [one, two] = await runUpdate({}, () =>
        Promise.all([failureOf(getEnvelope({ envelopeId: id })), failureOf(getEnvelope({ envelopeId: id }))]),
      );
      assert.match(String(one), /No service is chosen/);
      assert.equal(one, two);
    });
  });
});
