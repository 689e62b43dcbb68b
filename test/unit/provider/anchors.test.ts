import assert from "node:assert/strict";
import { join } from "node:path";
import { linesOfText, pdfOfContents } from "../document/sample-pdf.ts";
import type { Declared } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("an envelope whose tags are read from its documents", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  /** The envelope, of a PDF whose pages have these lines. */
  function tagged(roles: string[], ...pages: string[][]): Declared {
    const contents = pages.map((lines) =>
      linesOfText(...lines.map((text, at) => [72, 700 - 30 * at, text] as const)),
    );
    world.write("nda.pdf", pdfOfContents(...contents));
    const recipients = roles.map((role, at) => ({
      role,
      name: `Signer Sample ${at}`,
      email: `s${at}@example.com`,
    }));
    return { ...world.nda(), autotagging: "GENERAL", recipients };
  }

  const place = (): string => `documents[0] (${join(world.folder, "nda.pdf")}) cannot be tagged.`;

  it("is taken when its anchors and its recipients fit", async () => {
    const { complaints } = await world.check(tagged(["Signer 1"], ["|AT|"], ["|S1SR|"]));
    assert.deepEqual(complaints, []);
  });

  it("is sent without tags of its own", async () => {
    await world.stack.up({ nda: tagged(["Signer 1"], ["|AT|", "|S1SR|"]) });
    const [envelope] = world.emulator.control.envelopes();
    assert.deepEqual(
      [envelope?.options.autotagging, envelope?.recipients.map(({ options }) => options.tags)],
      ["GENERAL", [[]]],
    );
  });

  it("is refused without the header, with the page", async () => {
    const { complaints } = await world.check(tagged(["Signer 1"], ["|S1SR|"]));
    assert.deepEqual(complaints, [
      `${place()} The first page has no header |AT|, so that no anchor would be read. Write it there.`,
    ]);
  });

  it("is refused for a recipient without anchors, and for anchors without a recipient", async () => {
    const { complaints } = await world.check(tagged(["Signer 1", "Signer 2"], ["|AT|", "|S1SR|", "|S3SR|"]));
    assert.deepEqual(complaints, [
      "recipients[1].role does not fit the documents. No anchor is for the role of this recipient; there are some for " +
        "Signer 1, Signer 3. Give it a role that has anchors, or add anchors for it.",
      `${place()} |S3SR| on page 1 is for Signer 3, but no recipient has the role "Signer 3". Give it to a recipient, ` +
        "or remove the anchors.",
    ]);
  });

  for (const [what, anchor, complaint] of [
    ["an unknown type", "|S1QR|", /\|S1QR\| on page 1 has the unknown type/],
    [
      "a role that the variant does not have",
      "|T1SR|",
      /\|T1SR\| on page 1 begins with T, which GENERAL does not know/,
    ],
    ["a split anchor", "|S1 SR|", /\|S1SR\| on page 1 has white space inside/],
  ] as const)
    it(`is refused for ${what}, with page and text`, async () => {
      const { complaints } = await world.check(tagged(["Signer 1"], ["|AT|", "|S1SR|", anchor]));
      assert.match(complaints.join("\n"), complaint);
    });

  it("is not judged again once it is sent", async () => {
    const nda = tagged(["Signer 1"], ["|AT|", "|S1SR|"]);
    await world.stack.up({ nda });
    assert.deepEqual(await world.stack.up({ nda }), ["same"]);
  });
});
