import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { optionsFor, signer, start, tag } from "../api-caller.ts";
import { needPrograms } from "./judges.ts";
import { Judges } from "./outside-judges.ts";
import { completed, entry, packOf, richEnvelope } from "./packs.ts";

describe("the cover sheet", () => {
  let emulator: Emulator;
  let judges: Judges;

  before(async function () {
    needPrograms(this, "pdftotext");
    emulator = await startEmulator({ clock: () => start, processing: "manual" });
    judges = new Judges(emulator.caCertificate);
  });
  after(async () => {
    judges?.close();
    await emulator?.close();
  });

  /** Its lines as they are read, without what only places them, and without the pages' feet. */
  const linesOf = async (envelopeId: string): Promise<string[]> =>
    judges
      .text(entry(await packOf(emulator, envelopeId), "cover-sheet.pdf"))
      .split(/[\n\f]+/)
      .map((line) => line.trim().replace(/ +/g, " "))
      .filter((line) => line !== "" && !line.startsWith("Cover sheet of "));

  it("tells everything of an envelope: documents, people, witness, checks, values and events", async () => {
    const id = await richEnvelope(emulator);
    const pack = await packOf(emulator, id);
    const hash = (name: string) => createHash("sha256").update(entry(pack, name)).digest("hex");
    const { documents } = emulator.control.envelope(id);
    const uploaded = (name: string) => documents.find((one) => one.name === name)?.sha256;
    const file = (name: string, as?: string, upload = name) => [
      name,
      ...(as === undefined ? [] : [`SHA-256 as ${as} ${uploaded(upload)}`]),
      `SHA-256 in this pack ${hash(name)}`,
      `Size in this pack ${entry(pack, name).length} bytes`,
    ];
    const [noon, one] = ["2026-01-31 12:00:00 UTC", "2026-01-31 13:00:00 UTC"];
    const invited = (at: string) => ["Link by e-mail", `Invited ${at}`, `Link works from ${at}`];
    const signed = (at: string) => [`Signed ${at}`, "IP address 127.0.0.1"];
    assert.deepEqual(await linesOf(id), [
      "Mutual NDA",
      `Envelope ${id}`,
      "Completed in the emulator. Nobody has signed anything: these documents bind nobody.",
      ...["Sender sender@example.com", `Created ${noon}`, `Completed ${one}`],
      "Documents",
      ...file("nda.pdf", "uploaded"),
      ...file("annex.pdf", "uploaded"),
      ...file("terms.docx", "uploaded"),
      // The same page was uploaded three times.
      ...file("signed-offline/signed by Cy.pdf", "signed offline", "annex.pdf"),
      ...file("attachments/passport scan.pdf", "attached", "annex.pdf"),
      "Recipients",
      ...["Ada Example <ada@example.com>", "Part signer, sign group 1, Managing director", ...invited(noon)],
      ...["Authentication a code sent by SMS", ...signed(noon)],
      ...["signature Ada Example (nda.pdf, page 1)", "company Ærø & Søn (nda.pdf, page 1)"],
      ...["accepted ticked (nda.pdf, page 1)", "remark left empty (nda.pdf, page 1)"],
      "passport passport scan.pdf (nda.pdf, page 1)",
      ...["Wil Ness <wil@example.com>", "Part witness of Ada Example", ...invited(noon)],
      ...["Authentication named by the signer", ...signed(one), "watched Wil Ness (annex.pdf, page 1)"],
      ...["Bo Example <bo@example.com>", "Part signer, sign group 2", ...invited(one)],
      ...["Authentication a code sent by SMS, an identity check", ...signed(one)],
      "signature Bo Example (annex.pdf, page 1)",
      ...["Cy Example <cy@example.com>", "Part signer, sign group 2", ...invited(one)],
      ...["Authentication signed offline: the sender handed the document in", `Signed ${one}`],
      ...["Di Example <di@example.com>", "Part gets a copy"],
      "Audit trail",
      ...[
        ...["Envelope created", "Files processed", "Invited by e-mail: Ada Example"],
        ...["Code sent by SMS: Ada Example", "Phone verified by a code: Ada Example"],
        ...["Documents viewed: Ada Example", "File attached: Ada Example"],
        ...["Filled in and submitted: Ada Example", "Witness named: Ada Example"],
        ...["Invited by e-mail: Wil Ness", "Signed: Ada Example"],
      ].map((event) => `${noon} ${withAddress(event)}`),
      ...[
        ...["Signed: Wil Ness", "Invited by e-mail: Bo Example", "Invited by e-mail: Cy Example"],
        ...["Code sent by SMS: Bo Example", "Phone verified by a code: Bo Example"],
        ...["Identity check passed: Bo Example", "Documents viewed: Bo Example"],
        ...["Signed: Bo Example", "Signed: Cy Example", "Everybody has signed"],
      ].map((event) => `${one} ${withAddress(event)}`),
    ]);
  });

  it("says where letters are missing that it cannot show", async () => {
    const missing =
      "A letter that cannot be shown here is a question mark; envelope-signature.xml has them all.";
    const known = await linesOf(await completed(emulator, optionsFor(signer({ name: "Zoë Ærø-Łukasz" }))));
    const unknown = await linesOf(await completed(emulator, optionsFor(signer({ name: "Ада Example" }))));
    const inTag = signer({ tags: [tag({ name: "υπογραφή" })] });
    const inLabel = await linesOf(await completed(emulator, optionsFor(inTag)));
    assert.deepEqual(
      [known, unknown, inLabel].map((lines) => lines.filter((line) => line === missing).length),
      [0, 1, 1],
    );
    assert.ok(known.includes("Zoë Ærø-Lukasz <ada@example.com>"));
    assert.ok(unknown.includes("??? Example <ada@example.com>"));
  });

  it("says of somebody whose link nobody sent that it was handed over", async () => {
    const silent = signer({ event_notifications: [] });
    const lines = await linesOf(await completed(emulator, optionsFor(silent)));
    assert.ok(lines.includes("Link not sent: handed over by the sender"), lines.join("\n"));
  });
});

/** Who acts by a link acts from somewhere; the others' events came by the control, or are the service's. */
const withAddress = (event: string): string =>
  /^(Code|Phone|Documents|File attached|Filled|Witness|Identity|Signed: (?!Cy))/.test(event)
    ? `${event}, from 127.0.0.1`
    : event;
