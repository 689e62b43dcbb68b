import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { OptionsFileError } from "../../../../sdk/index.ts";
import { argsOf, problemsOf } from "./file-of.ts";

const resolved = (value: unknown): Promise<unknown> =>
  new Promise((resolve) => void pulumi.output(value as string).apply(resolve));

describe("the variables of a file of options", () => {
  it("are filled in wherever a text names them, and stay plain where they are", () => {
    const yaml = `name: NDA of \${month} \${year}
emails: { reply_to: "\${ address }" }`;
    assert.deepEqual(argsOf(yaml, { month: "May", year: 2030, address: "legal@example.com" }), {
      name: "NDA of May 2030",
      emails: { replyTo: "legal@example.com" },
      documents: ["nda.pdf"],
    });
  });

  it("keep their type where the text is nothing else", () => {
    const yaml = `has_envelope_otps: \${otps}
recipients:
  - sign_group: \${group}`;
    assert.deepEqual(argsOf(yaml, { otps: true, group: 2 }), {
      hasEnvelopeOtps: true,
      recipients: [{ signGroup: 2 }],
      documents: ["nda.pdf"],
    });
  });

  it("are not looked for in what a variable says", () => {
    assert.equal(argsOf(`name: a \${one}`, { one: `\${two}` }).name, `a \${two}`);
  });

  it("are written with two dollar signs where they are none", () => {
    assert.equal(argsOf(`name: "$\${month} costs $5, $\${"`).name, `\${month} costs $5, \${`);
  });

  it("make outputs of outputs and promises, secret ones of secrets", async () => {
    const yaml = `name: \${month} NDA\nemails: { reply_to: "\${address}", name: "\${sender}" }`;
    const args = argsOf(yaml, {
      month: pulumi.output("May"),
      address: pulumi.secret("legal@example.com"),
      sender: Promise.resolve("Legal"),
    });
    const emails = args.emails as Record<string, pulumi.Output<string>>;
    assert.equal(await resolved(args.name), "May NDA");
    assert.deepEqual(await resolved(emails), { replyTo: "legal@example.com", name: "Legal" });
    assert.equal(await pulumi.isSecret(emails.replyTo as pulumi.Output<string>), true);
  });

  it("judge nothing that only an output says, and all else", () => {
    const yaml = `emails: { reply_to: "\${address}" }
recipients:
  - { type: "\${type}", role: Partner, email: nobody }`;
    const variables = { address: pulumi.output("nobody"), type: pulumi.output("CC") };
    assert.deepEqual(
      problemsOf(yaml, variables).map((line) => line.slice(0, 60)),
      ["line 3, recipients[0].email: is not a valid e-mail address. "],
    );
  });

  it("fail in Pulumi where an output turns out to be nothing, rather than to be sent as a word", async () => {
    const { name } = argsOf(`name: NDA of \${month}`, {
      month: pulumi.output(undefined as unknown as string),
    });
    const promise = (name as unknown as { promise(): Promise<string> }).promise();
    await assert.rejects(promise, (error) => {
      assert(error instanceof OptionsFileError);
      return /the variable month has no value$/.test(error.message);
    });
  });

  it("must all be given, and all be used", () => {
    assert.deepEqual(problemsOf(`name: \${month}\nemails:\n  name: \${sender}`, { mouth: "May" }), [
      "the variable mouth is given, and nothing in the file uses it",
      "line 1, name: has the variable month, which is not given; given are: mouth",
      "line 3, emails.name: has the variable sender, which is not given; given are: mouth",
    ]);
    assert.deepEqual(problemsOf(`name: \${toString}`), [
      "line 1, name: has the variable toString, which is not given; none is",
    ]);
  });

  it("must have a value that a text can hold", () => {
    assert.deepEqual(problemsOf(`name: \${a} \${b} \${c}`, { a: undefined, b: null, c: ["May"] }), [
      "the variable a has no value",
      "the variable b has no value",
      "the variable c must be a text, a number, true or false",
    ]);
  });

  it("must have names of letters, digits and _", () => {
    const message =
      'line 1, name: has a "${" that begins no variable; write "$${" for the two characters themselves';
    for (const name of [`\${}`, `\${a b}`, "${a", `\${1}`, `\${pat@example.com}`])
      assert.deepEqual(problemsOf(`name: "${name}"`), [message]);
  });

  it("are named where what they say is wrong, without what they say", () => {
    const [problem = ""] = problemsOf(`emails:\n  reply_to: \${address}`, { address: "pat.example.com" });
    assert.match(problem, /^line 2, emails\.reply_to: is not a valid e-mail address.*\$\{address\}\.$/);
    assert.doesNotMatch(problem, /pat/);
  });
});
