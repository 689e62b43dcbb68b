import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmulatorControl } from "../../emulator/index.ts";
import type { WireOptions } from "../../schema/generated/wire.ts";
import { type Subscription, type WebhookReport, webhookHandler } from "../../sdk/client/index.ts";
import { newFolder, type TestFolder } from "../unit/sdk/client/test-files.ts";
import { envelopeOf, signature, signer } from "./envelopes.ts";
import { need, openTarget, patience, person, type Target } from "./target.ts";

const pathSecret = "a-secret-of-the-path";

describe("contract: webhooks", function () {
  this.timeout(patience);
  let target: Target;
  let control: EmulatorControl;
  let folder: TestFolder;
  let server: Server;
  let destination: string;
  let reports: WebhookReport[];
  let fails: boolean;

  before(async function () {
    target = await openTarget();
    folder = await newFolder();
    control = need(this, target.control, "control API, and reaches no server of this machine");
  });

  beforeEach(async () => {
    reports = [];
    fails = false;
    control.reset();
    const handle = webhookHandler(target.client, {
      pathSecret,
      onEnvelope(report) {
        if (fails) throw new Error("not now");
        reports.push(report);
      },
      onError: () => {},
    });
    server = createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    destination = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${pathSecret}`;
  });

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  });

  after(async () => {
    await target.close();
    await folder[Symbol.asyncDispose]();
  });

  /** An envelope that tells of these. */
  const telling = async (subscriptions: Subscription[], more: Partial<WireOptions> = {}) =>
    target.processed(await envelopeOf(folder, { notifications: { destination, subscriptions }, ...more }));

  const deliverAll = async (): Promise<(number | null)[]> => {
    const answers = [];
    for (const { webhookId } of control.webhooks())
      answers.push((await control.deliver(webhookId)).answers.at(-1) ?? null);
    return answers;
  };

  const reported = () => reports.map(({ subscription, envelope }) => `${subscription} ${envelope.status}`);

  it("tell nothing that is not subscribed to", async () => {
    const { envelope_id } = await telling([]);
    control.signAll(envelope_id);
    assert.deepEqual(control.webhooks(), []);
  });

  it("tell of an envelope's life, and are reported as the service tells it", async () => {
    const subscriptions: Subscription[] = ["envelope_ready", "signer_completion", "envelope_completion"];
    const { envelope_id: envelopeId } = await telling(subscriptions, { recipients: [signer(1), signer(2)] });
    const answers = [...(await deliverAll())];
    control.sign({ envelopeId, email: person(1).email });
    control.sign({ envelopeId, email: person(2).email });
    answers.push(...(await deliverAll()).slice(1));
    assert.deepEqual(
      control.webhooks().map(({ subscription }) => subscription),
      ["envelope_ready", "signer_completion", "signer_completion", "envelope_completion"],
    );
    assert.deepEqual(answers, [200, 200, 200, 200]);
    assert.deepEqual(reported(), [
      "envelope_ready ACTIVE",
      "envelope_ready COMPLETE",
      "signer_completion COMPLETE",
      "envelope_completion COMPLETE",
    ]);
    const truth = { ...(await target.client.getEnvelope(envelopeId)), envelope_id: envelopeId };
    assert.deepEqual(reports.at(-1)?.envelope, truth);
  });

  it("are reported once when they repeat, and never with an old state when they come late", async () => {
    const { envelope_id } = await telling(["envelope_ready", "envelope_completion"]);
    control.signAll(envelope_id);
    const [ready, completion] = control.webhooks().map(({ webhookId }) => webhookId);
    for (const id of [completion, ready, completion, ready, ready]) await control.deliver(id ?? "");
    assert.deepEqual(reported(), ["envelope_completion COMPLETE", "envelope_ready COMPLETE"]);
  });

  it("are taken and not reported once the envelope is gone", async () => {
    const { envelope_id } = await telling(["envelope_ready"]);
    await target.client.deleteEnvelope(envelope_id);
    assert.deepEqual([await deliverAll(), reports], [[200], []]);
  });

  it("are not believed about another account's envelope", async function () {
    const stranger = need(this, target.stranger, "second account");
    const envelope = await envelopeOf(folder, {
      notifications: { destination, subscriptions: ["envelope_ready"] },
    });
    const { envelopeId } = await stranger.createEnvelope(envelope);
    await control.process(envelopeId);
    assert.deepEqual([await deliverAll(), reports], [[200], []]);
  });

  it("tell of files that could not be used", async () => {
    const recipients = [signer(1, { tags: [{ ...signature, page_number: 2 }] })];
    await telling(["upload_errors", "envelope_ready"], { recipients });
    assert.deepEqual([await deliverAll(), reported()], [[200], ["upload_errors ERRORED"]]);
  });

  it("are answered with 500 while they cannot be reported, and reported when they come again", async () => {
    await telling(["envelope_ready"]);
    fails = true;
    const first = await deliverAll();
    fails = false;
    assert.deepEqual([first, await deliverAll(), reported()], [[500], [200], ["envelope_ready ACTIVE"]]);
  });
});
