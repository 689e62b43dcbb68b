import assert from "node:assert/strict";
import { join } from "node:path";
import { YotiSignClient } from "../../sdk/client/index.ts";
import { type Fixture, fixture, nda } from "./fixtures.ts";
import type { Run } from "./stack.ts";

/** Sends one envelope, reads it, and lists what the account has. */
const mixed = `const { Envelope, findEnvelopes, getEnvelope, searchEnvelopes } = require("pulumi-yotisign");
const nda = new Envelope("nda", ${JSON.stringify(nda)});
const read = getEnvelope({ envelopeId: nda.envelopeId });
exports.read = read;
exports.waitsFor = read.recipients.apply((all) =>
  all.filter(({ signStatus }) => signStatus === "UNSIGNED").map(({ role }) => role));
exports.found = findEnvelopes({ envelopeIds: [nda.envelopeId] });
exports.searched = searchEnvelopes({ statuses: ["ACTIVE"] });
`;

/** Reads envelopes only; \`calls\` are calls of reading functions, each exported. */
const reader = (...calls: string[]): string =>
  `const { findEnvelopes, getEnvelope, searchEnvelopes } = require("pulumi-yotisign");
${calls.map((call, index) => `exports.read${index} = ${call};`).join("\n")}
`;

const unknownId = "5b3f6a51-6f0d-4c58-9a3b-0d1f4f5f7a10";

/** How often Pulumi reports something, which it also shows while it goes on. */
const times = (output: string, what: RegExp): number =>
  [...(output.split("Diagnostics:")[1] ?? "").matchAll(new RegExp(what, "g"))].length;

describe("reading functions", function () {
  this.timeout(120_000);
  let at: Fixture;
  before(async () => {
    const accounts = { "first-key": "one@example.com", "legal-key": "two@example.com" };
    at = await fixture({}, { accounts });
  });
  after(() => at.dispose());
  const program = (text: string): string => at.stack.write("index.js", text);
  const calls = (): unknown => {
    const { get, find, search } = at.emulator.control.calls();
    at.emulator.control.clearCalls();
    return { get, find, search };
  };

  /** A run of Pulumi's with one variable of the environment empty. */
  async function without(variable: string, run: () => Promise<Run>): Promise<Run> {
    const value = at.stack.env[variable];
    at.stack.env[variable] = "";
    try {
      return await run();
    } finally {
      at.stack.env[variable] = value;
    }
  }

  /** Asserts that a run failed as a program's author should see it: one message, no stack trace. */
  function assertFailed({ code, output }: Run, message: RegExp): void {
    assert.notEqual(code, 0);
    assert.equal(times(output, message), 1, output);
    assert.doesNotMatch(output, /^\s+at |unhandled|PromiseRejection|first-key|legal-key/m);
  }

  for (const [what, variable, reason] of [
    ["a key", "YOTI_SIGN_API_KEY", /No API key is given/],
    ["a service", "YOTI_SIGN_BASE_URL", /No service is chosen/],
  ] as const)
    it(`leave a preview without ${what} its way, and warn once`, async () => {
      const read = `getEnvelope({ envelopeId: "${unknownId}" })`;
      program(`${mixed}exports.byId = [${read}, ${read}.status];\n`);
      const { code, output } = await without(variable, () => at.stack.preview());
      assert.equal(code, 0, output);
      assert.equal(times(output, /Nothing is read from Yoti Sign in this preview/), 1, output);
      assert.equal(times(output, reason), 1);
      assert.match(output, /byId +: \[\n +\[0\]: \[unknown\]\n +\[1\]: \[unknown\]/);
      assert.deepEqual(calls(), { get: 0, find: 0, search: 0 });
    });

  it("fail an up without a key, and say what to set", async () => {
    const read = `getEnvelope({ envelopeId: "${unknownId}" })`;
    program(`${reader(read, `${read}.status`, "searchEnvelopes()")}${read};\n`);
    const run = await without("YOTI_SIGN_API_KEY", () => at.stack.up("--skip-preview"));
    assertFailed(run, /No API key is given\. Set YOTI_SIGN_API_KEY, or run/);
    assert.deepEqual(calls(), { get: 0, find: 0, search: 0 });
  });

  it("wait for what is not known yet in a preview with a key, and read the rest", async () => {
    program(mixed);
    const { code, output } = await at.stack.preview();
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /Nothing is read/);
    assert.deepEqual(calls(), { get: 0, find: 0, search: 1 });
    assert.deepEqual(at.mails(), []);
  });

  it("export what the service says in the up that sends the envelope", async () => {
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const { read, waitsFor, found } = (await at.stack.outputs()) as Record<string, unknown>;
    const id = at.id("nda");
    const { files, recipients } = read as { files: { name: string }[]; recipients: object[] };
    const [{ createdAt }] = found as [{ createdAt: string }];
    assert.deepEqual(
      { ...(read as object), files: files.map(({ name }) => name), recipients: recipients.length },
      {
        envelopeId: id,
        name: null,
        status: "ACTIVE",
        recipients: 3,
        files: ["nda.pdf"],
        errors: [],
        signedDocumentsUrl: null,
        completedAt: null,
        archivedAt: null,
      },
    );
    assert.deepEqual(waitsFor, ["Partner", "Company"]);
    assert.deepEqual(found, [{ envelopeId: id, name: "Mutual NDA", status: "ACTIVE", createdAt }]);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
  });

  it("find in a later up what was sent in an earlier one, and e-mail nobody", async () => {
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    const { found, searched } = (await at.stack.outputs()) as Record<string, unknown>;
    assert.deepEqual(searched, found);
    assert.deepEqual(at.mails(), []);
  });

  it("read signed documents' whereabouts once everybody has signed", async () => {
    const id = at.id("nda");
    at.emulator.control.signAll(id);
    at.mails();
    const { code, output } = await at.stack.up("--skip-preview");
    assert.equal(code, 0, output);
    const { read, searched } = await at.stack.outputs();
    assert.equal(read?.status, "COMPLETE");
    assert.equal(read?.signedDocumentsUrl, `${at.emulator.url}/v2/envelopes/${id}/completed-documents`);
    assert.deepEqual(searched, []);
    assert.deepEqual(at.mails(), []);
  });

  describe("asked for what is not there to read", () => {
    let theirs: string;
    before(async () => {
      await using client = new YotiSignClient({ baseUrl: at.emulator.url, apiKey: "legal-key" });
      const { envelopeId } = await client.createEnvelope({
        options: {
          name: "Board minutes",
          emails: { invitation: { body: { message: "Please sign." } } },
          recipients: [
            {
              type: "SIGNER",
              name: "Lee Example",
              email: "lee@example.com",
              tags: [{ type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 }],
            },
          ],
        },
        files: [{ path: join(at.stack.folder, "nda.pdf"), fileName: "nda.pdf" }],
      });
      theirs = envelopeId;
      at.mails();
    });

    it("fail where no such envelope is, in a preview with a key too", async () => {
      program(reader(`getEnvelope({ envelopeId: "${unknownId}" })`));
      assertFailed(await at.stack.preview(), new RegExp(`${unknownId} answered 404.*Correct the id`));
    });

    it("fail for another account's envelope, unless that account is named", async () => {
      program(reader(`getEnvelope({ envelopeId: "${theirs}" })`));
      const refused = await at.stack.up("--skip-preview");
      assertFailed(refused, new RegExp(`${theirs} answered 403.*another account's.*name it`));
      const path = 'yotisign:apiKeys["legal"]';
      await at.stack.pulumi("config", "set", "--secret", "--path", path, "legal-key");
      program(reader(`getEnvelope({ envelopeId: "${theirs}", account: "legal" }).status`));
      const { code, output } = await at.stack.up("--skip-preview");
      assert.equal(code, 0, output);
      assert.equal((await at.stack.outputs()).read0, "ACTIVE");
    });

    it("leave out of a list what is not the account's", async () => {
      const own = at.emulator.control.envelopes().find(({ envelopeId }) => envelopeId !== theirs)?.envelopeId;
      const ids = JSON.stringify([theirs, unknownId, own]);
      program(
        reader(`findEnvelopes({ envelopeIds: ${ids} }).apply((all) => all.map((one) => one.envelopeId))`),
      );
      const { code, output } = await at.stack.up("--skip-preview");
      assert.equal(code, 0, output);
      assert.deepEqual((await at.stack.outputs()).read0, [own]);
    });

    it("e-mail nobody", () => assert.deepEqual(at.mails(), []));
  });
});
