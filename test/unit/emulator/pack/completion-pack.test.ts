import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { unzipSync } from "fflate";
import { SignedXml } from "xml-crypto";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { scratchFolder } from "../../document/test-files.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../api-caller.ts";
import { placesOfText } from "../place-of-text.ts";
import { needPrograms, Pdfsig, validAndTrusted } from "./judges.ts";

const word = new Uint8Array(Buffer.from("PK\x03\x04 word", "latin1"));

describe("a completion pack", () => {
  const scratch = scratchFolder();
  let emulator: Emulator;
  let api: ApiCaller;
  let id: string;

  /** Two signers, a witness and a copy; two PDFs, a Word file and an attachment. */
  before(async () => {
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    api = new ApiCaller(emulator);
    const tags = [
      tag({ name: "sig" }),
      tag({ type: "text_field", width: 0.3, name: "company", file_name: "Größe & <co>.pdf", y: 0.2 }),
      tag({ type: "attachment", name: "passport", y: 0.1 }),
    ];
    const options = optionsFor(
      signer({ tags, role: "Tenant" }),
      signer({
        name: "合 & “Bo” Example",
        email: "bo@example.com",
        sign_group: 2,
        tags: [tag({ y: 0.8 })],
        witness: { tags: [tag({ y: 0.9 })] },
      }),
      { type: "CC", name: "Cy Example", email: "cy@example.com" },
    );
    const files = { "nda.pdf": await pdfOf(2), "Größe & <co>.pdf": await pdfOf(1), "terms.docx": word };
    id = await api.created(options, files);
    await emulator.control.process(id);
    emulator.control.advance(3600);
    emulator.control.sign({ envelopeId: id, email: "ada@example.com", values: { company: "Acme" } });
    emulator.control.advance(3600);
    const witness = { name: "Wim Witness", email: "wim@example.com" };
    emulator.control.sign({ envelopeId: id, email: "bo@example.com", witness });
  });
  after(() => emulator.close());

  const download = async (of: Emulator = emulator): Promise<Uint8Array> => {
    const answer = await new ApiCaller(of).send("GET", `/v2/envelopes/${id}/completed-documents`);
    assert.equal(answer.status, 200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const files = async (): Promise<Record<string, Uint8Array>> => unzipSync(await download());
  const signature = async (): Promise<string> =>
    Buffer.from((await files())["envelope-signature.xml"] as Uint8Array).toString();

  it("has only PDFs that are valid and trusted for pdfsig", async function () {
    needPrograms(this, "pdfsig", "certutil");
    const pdfsig = new Pdfsig(scratch, emulator.caCertificate);
    const pack = await files();
    const pdfs = Object.keys(pack).filter((name) => name.endsWith(".pdf"));
    const expected = { ...validAndTrusted, field: "EmulatorSignature", signedAt: "Jan 31 2026 14:00:00" };
    assert.deepEqual(
      pdfs.map((name) => [name, pdfsig.judge(pack[name] as Uint8Array)]),
      ["nda.pdf", "Größe & <co>.pdf", "attachments/passport.pdf", "cover-sheet.pdf"].map((name) => [
        name,
        [expected],
      ]),
    );
  });

  it("has an XML signature that xmlsec1 finds valid under the root, and only under that", async function () {
    needPrograms(this, "xmlsec1");
    const file = scratch.write("signature.xml", await signature());
    const verify = (root: string) =>
      execFileSync("xmlsec1", ["--verify", "--trusted-pem", scratch.write("root.pem", root), file], {
        stdio: "ignore",
      });
    verify(emulator.caCertificate);
    const other = await startEmulator();
    assert.throws(() => verify(other.caCertificate));
    await other.close();
  });

  it("has an XML signature that covers the whole document for xml-crypto, unless it was changed", async () => {
    const xml = await signature();
    const check = (text: string): { isValid: boolean; covers: number } => {
      const element = text.match(/<ds:Signature[\s\S]*<\/ds:Signature>/)?.[0] ?? "";
      const certificate = text.match(/<ds:X509Certificate>([^<]*)</)?.[1] ?? "";
      const publicCert = new X509Certificate(Buffer.from(certificate, "base64")).toString();
      const signed = new SignedXml({ publicCert });
      signed.loadSignature(element);
      const isValid = signed.checkSignature(text);
      return {
        isValid,
        covers:
          signed
            .getSignedReferences()
            .join("")
            .match(/<File /g)?.length ?? 0,
      };
    };
    assert.deepEqual(check(xml), { isValid: true, covers: 5 });
    assert.equal(check(xml.replace('bytes="9"', 'bytes="8"')).isValid, false);
  });

  it("names every other file with its size and SHA-256, and what it was made of", async () => {
    const pack = await files();
    const { documents } = emulator.control.envelope(id);
    const uploaded = new Map(documents.map(({ name, sha256 }) => [name, sha256]));
    const named = [...(await signature()).matchAll(/<File ([^>]*)\/>/g)].map(([, text = ""]) =>
      Object.fromEntries(
        [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value = ""]) => [
          key,
          value.replace(/&(\w+);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name as "amp"]),
        ]),
      ),
    );
    const kinds = ["document", "document", "document", "attachment", "cover-sheet"];
    const expected = Object.entries(pack)
      .filter(([name]) => name !== "envelope-signature.xml")
      .map(([name, content], index) => ({
        name,
        kind: kinds[index],
        bytes: `${content.length}`,
        sha256: createHash("sha256").update(content).digest("hex"),
        ...(uploaded.has(name) && { uploadedSha256: uploaded.get(name) }),
      }));
    assert.deepEqual(named, expected);
  });

  it("tells the audit trail and the people, whatever their letters", async () => {
    const xml = await signature();
    const events = [...xml.matchAll(/<Event at="[^"]*" name="([^"]*)"/g)].map(([, name]) => name);
    assert.deepEqual([events[0], events.at(-1)], ["created", "completed"]);
    assert.equal(events.filter((name) => name === "signed").length, 3);
    assert.deepEqual(
      [...xml.matchAll(/<Recipient [^>]*kind="(\w+)"[^>]*? name="([^"]*)"/g)].map(([, kind, name]) => [
        kind,
        name,
      ]),
      [
        ["signer", "Ada Example"],
        ["signer", "合 &amp; “Bo” Example"],
        ["witness", "Wim Witness"],
        ["cc", "Cy Example"],
      ],
    );
  });

  it("says on the cover sheet that letters are missing there, and each hash before and after", async () => {
    const pack = await files();
    const sheet = pack["cover-sheet.pdf"] as Uint8Array;
    const signed = createHash("sha256")
      .update(pack["nda.pdf"] as Uint8Array)
      .digest("hex");
    const [document] = emulator.control.envelope(id).documents;
    for (const text of ["A letter that cannot be shown here", document?.sha256 ?? "", signed])
      assert.equal((await placesOfText(sheet, 1, text)).length, 1, text);
  });

  it("keeps its bytes when it is sent again, and when the envelope is archived", async () => {
    const pack = await download();
    const { recipients } = emulator.control.envelope(id);
    const path = `/v2/envelopes/${id}/recipients/${recipients[0]?.recipientId}/resend-completion-pack`;
    assert.equal((await api.call("PATCH", path)).status, 204);
    assert.deepEqual(await download(), pack);
    assert.equal((await api.call("PATCH", `/v2/envelopes/${id}`)).status, 204);
    assert.deepEqual(await download(), pack);
  });

  it("is the same in an emulator that was given a snapshot, whose root is then the same too", async () => {
    const pack = await download();
    const other = await startEmulator({ clock: () => start });
    const own = other.caCertificate;
    other.control.restore(JSON.parse(JSON.stringify(emulator.control.snapshot())));
    assert.equal(other.caCertificate, emulator.caCertificate);
    assert.deepEqual(await download(other), pack);
    other.control.reset();
    assert.equal(other.caCertificate, own);
    await other.close();
  });

  it("can be checked with the root that the emulator gives over HTTP", async () => {
    const answer = await fetch(`${emulator.url}/_emulator/ca.pem`);
    assert.deepEqual([answer.status, await answer.text()], [200, emulator.caCertificate]);
    const root = new X509Certificate(emulator.caCertificate);
    assert.ok(root.ca && root.verify(root.publicKey));
    assert.match(root.subject, /not legally binding/);
  });
});
