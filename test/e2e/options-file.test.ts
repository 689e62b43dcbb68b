import assert from "node:assert/strict";
import { type Fixture, fixture } from "./fixtures.ts";
import { useTypeScript } from "./typescript-program.ts";

const program = `import * as pulumi from "@pulumi/pulumi";
import { Envelope, envelopeArgsFromFile } from "pulumi-yotisign";

const config = new pulumi.Config();
const args = envelopeArgsFromFile("request.yaml", {
  documents: ["nda.pdf"],
  variables: { partnerEmail: config.requireSecret("partnerEmail"), month: "May", group: 1 },
});
export const { status } = new Envelope("nda", { ...args, onDelete: "retain" });
`;

const request = `name: Mutual NDA of \${month}
emails:
  invitation: { body: { message: Please sign. } }
recipients:
  - type: SIGNER
    name: Pat Example
    email: \${partnerEmail}
    sign_group: \${group}
    tags:
      - { type: signature, file_name: nda.pdf, page_number: 1, x: 0.1, y: 0.8 }
`;

describe("an envelope from a file of the API's options", function () {
  this.timeout(120_000);
  let at: Fixture;

  before(async () => {
    at = await fixture();
    useTypeScript(at.stack);
    at.stack.write("index.ts", program);
    await at.stack.pulumi("config", "set", "--secret", "partnerEmail", "pat@example.com", "--stack", "test");
  });
  after(() => at.dispose());

  it("is refused by a preview with line, place and cure, without a stack trace and without its values", async () => {
    at.stack.write("request.yaml", request.replace("sign_group", "signGroup"));
    const { code, output } = await at.stack.preview();
    assert.notEqual(code, 0);
    assert.match(
      output,
      /request\.yaml cannot be used:\s+line 8, recipients\[0\]\.signGroup: is written sign_group here/,
    );
    assert.doesNotMatch(output, /Pat Example|pat@example|\n +at /);
  });

  it("is sent as the file and its variables say, once", async () => {
    at.stack.write("request.yaml", request);
    const { code, output } = await at.stack.up();
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /pat@example/);
    assert.deepEqual(at.mails(), ["invitation pat@example.com"]);
    const [envelope, ...others] = at.emulator.control.envelopes();
    assert.deepEqual([envelope?.options.name, others], ["Mutual NDA of May", []]);
    const again = await at.stack.up("--skip-preview", "--expect-no-changes");
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(at.mails(), []);
  });
});
