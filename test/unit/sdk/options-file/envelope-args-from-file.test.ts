import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import {
  Envelope,
  type EnvelopeArgs,
  envelopeArgsFromFile,
  OptionsFileError,
} from "../../../../sdk/index.ts";
import { argsOf, fileOf, problemsOf } from "./file-of.ts";

const request = {
  name: "Mutual NDA",
  emails: { reply_to: "legal@example.com", invitation: { body: { message: "Please sign." } } },
  has_envelope_otps: false,
  recipients: [
    {
      type: "SIGNER",
      name: "Pat Example",
      email: "pat@example.com",
      sign_group: 1,
      tags: [{ type: "signature", file_name: "nda.pdf", page_number: 1, x: 0.1, y: 0.8 }],
    },
    { type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
};

const args = {
  name: "Mutual NDA",
  emails: { replyTo: "legal@example.com", invitation: { body: { message: "Please sign." } } },
  hasEnvelopeOtps: false,
  recipients: [
    {
      type: "SIGNER",
      name: "Pat Example",
      email: "pat@example.com",
      signGroup: 1,
      tags: [{ type: "signature", fileName: "nda.pdf", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
    { type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
  documents: ["nda.pdf"],
};

describe("envelopeArgsFromFile", () => {
  it("reads a request in JSON as it was sent with curl, however it is indented", () => {
    for (const indent of [undefined, 2, "\t"])
      assert.deepEqual(argsOf(JSON.stringify(request, null, indent)), args);
  });

  it("reads a request in YAML, with comments, block texts and aliases", () => {
    const yaml = `# Our usual NDA
name: Mutual NDA
emails:
  reply_to: legal@example.com
  invitation: { body: { message: Please sign. } }
recipients:
  - type: SIGNER
    name: Pat Example
    email: pat@example.com
    tags: &tags
      - { type: signature, file_name: nda.pdf, page_number: 1, x: 0.1, y: 0.8 }
  - type: SIGNER
    name: >-
      Cass
      Sample
    email: cass@example.com
    tags: *tags
`;
    const { recipients } = argsOf(yaml) as { recipients: object[] };
    const tags = [{ type: "signature", fileName: "nda.pdf", pageNumber: 1, x: 0.1, y: 0.8 }];
    assert.deepEqual(recipients, [
      { type: "SIGNER", name: "Pat Example", email: "pat@example.com", tags },
      { type: "SIGNER", name: "Cass Sample", email: "cass@example.com", tags },
    ]);
  });

  it("passes documents on as they are given", () => {
    const documents = [{ path: "contracts/nda.pdf", fileName: "nda.pdf" }];
    assert.equal(envelopeArgsFromFile(fileOf(JSON.stringify(request)), { documents }).documents, documents);
  });

  it("gives arguments that an envelope can be declared with, and added to", () => {
    const fromFile = argsOf(JSON.stringify(request));
    const more: EnvelopeArgs = { ...fromFile, onDelete: "retain" };
    assert.deepEqual(more, { ...args, onDelete: "retain" });
    // It is never called: the compiler has to accept it.
    void (() => new Envelope("nda", fromFile));
  });

  it("reads what only embedded envelopes have", () => {
    const { branding, parentRedirectUrls } = argsOf(
      JSON.stringify({
        ...request,
        branding: { logo_options: { logo_choice: "no_logo" }, on_primary_color: "#fff" },
        parent_redirect_urls: { success: "https://example.com/signed" },
      }),
    );
    assert.deepEqual(branding, { logoOptions: { logoChoice: "no_logo" }, onPrimaryColor: "#fff" });
    assert.deepEqual(parentRedirectUrls, { success: "https://example.com/signed" });
  });

  it("leaves what is missing to Pulumi's check, since the program may add it", () => {
    assert.deepEqual(problemsOf("name: NDA"), []);
  });

  it("takes a country and a date for the texts that they are", () => {
    const yaml = `name: 2030-05-01
recipients:
  - { name: Kari Example, email: kari@example.com, iso_country_code: NO, mobile_number: 40612345 }`;
    assert.deepEqual(argsOf(yaml), {
      name: "2030-05-01",
      recipients: [
        { name: "Kari Example", email: "kari@example.com", isoCountryCode: "NO", mobileNumber: 40_612_345 },
      ],
      documents: ["nda.pdf"],
    });
  });

  it("names every field that is wrong, with line, place and cure, and no value", () => {
    const yaml = `name: 2030
has_envelope_otps: yes
recipients:
  - name:
    signGroup: 1
    sign_group: "2"
    role: true
    email: pat.example.com
    pat@example.com: SIGNER
`;
    const problems = problemsOf(yaml);
    assert.doesNotMatch(problems.join("\n"), /2030|pat[.@]example/);
    assert.deepEqual(
      problems.map((line) =>
        line.replace(/\. .*(?<=\. )(?=[A-Z][^.]*\.$)/, ". ").replace(/; there are.*/, ""),
      ),
      [
        "line 1, name: must be a string. It is read as a number; put it in quotes.",
        "line 2, has_envelope_otps: must be a boolean. Write true or false, without quotes.",
        "line 4, recipients[0].name: must be a string. Nothing is written there; write it, or remove the field.",
        "line 5, recipients[0].signGroup: is written sign_group here",
        "line 6, recipients[0].sign_group: must be a integer. Write it without quotes.",
        "line 7, recipients[0].role: must be a string. It is read as true or false; put it in quotes.",
        "line 8, recipients[0].email: is not a valid e-mail address. E-mail address (RFC 5322).",
        'line 9, recipients[0]["…"]: is not a field here',
      ],
    );
  });

  it("gives the problems to programs too, and shows them in Pulumi without a stack trace", () => {
    const path = fileOf('{\n  "name": "NDA",\n  "recipient": []\n}');
    assert.throws(
      () => envelopeArgsFromFile(path, { documents: [] }),
      (error) => {
        assert(error instanceof OptionsFileError);
        assert.deepEqual(
          [error.name, error.file, error.problems.map(({ line, path }) => [line, path])],
          ["OptionsFileError", path, [[3, ["recipient"]]]],
        );
        return RunError.isInstance(error);
      },
    );
  });

  it("does not take a field of an object's own workings", () => {
    assert.match(
      problemsOf('{"__proto__": {"name": "NDA"}, "name": "NDA"}').join(),
      /^line 1, __proto__: is not a field here/,
    );
  });

  it("says where it looked for a file that is not there", () => {
    assert.throws(
      () => envelopeArgsFromFile("nowhere.yaml", { documents: [] }),
      new OptionsFileError("nowhere.yaml", [
        {
          path: [],
          message: `there is no such file; the path is relative to the program's folder, ${process.cwd()}`,
        },
      ]),
    );
  });

  it("refuses what is no options at all", () => {
    for (const content of ["", "- name: NDA", "NDA", "null", "# nothing"])
      assert.deepEqual(problemsOf(content), [
        "must hold the options of one envelope: an object with name, recipients, emails …",
      ]);
    assert.deepEqual(problemsOf(Uint8Array.of(0xff, 0xfe, 0x41)), ["it is not written in UTF-8; save it so"]);
    assert.deepEqual(problemsOf(" ".repeat(2_000_001)), ["it is larger than 2 MB; is it the right file?"]);
    assert.match(
      (() => {
        try {
          return envelopeArgsFromFile(import.meta.dirname, { documents: [] });
        } catch (error) {
          return (error as Error).message;
        }
      })() as string,
      /it cannot be read \(EISDIR\)/,
    );
  });
});
