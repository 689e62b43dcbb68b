import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TagInputs } from "../../../schema/envelope-inputs.ts";
import type { Place } from "../../../schema/place.ts";
import { unknownValue } from "../../../schema/unknown.ts";
import { linesOfText, pdfOfContents } from "../document/sample-pdf.ts";
import { assertRefused } from "./failure-of.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

/** Two pages of US Letter; the second has two lines of text, 12 points high. */
const contract = (second = "Signature:"): Buffer =>
  pdfOfContents(linesOfText([72, 700, "An agreement"]), linesOfText([72, 120, second], [72, 90, "Date:"]));

describe("a tag with a place", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    world.write("nda.pdf", contract());
  });
  afterEach(() => world.stop());

  /** The envelope with one tag of the first signer, placed so. */
  const placed = (place: unknown, rest: object = {}): Declared =>
    withRecipient(world.nda(), "Partner", { tags: [{ type: "signature", place, ...rest } as TagInputs] });

  const tagOf = ({ recipients }: Declared): TagInputs | undefined => recipients[0]?.tags?.[0];

  it("is kept with the fractions that are sent, so that the plan shows them", async () => {
    const place: Place = { pageNumber: 2, from: "bottom-left", unit: "mm", x: 25.4, y: 50.8 };
    const { inputs, complaints } = await world.check(placed(place));
    const expected = { type: "signature", place, pageNumber: 2, x: 0.117647, y: 0.818182 };
    assert.deepEqual([complaints, tagOf(inputs)], [[], expected]);
  });

  it("goes beside a text of the document", async () => {
    const { inputs, complaints } = await world.check(placed({ near: "Signature:", offset: { x: 6 } }));
    const { pageNumber, x = 0, y = 0 } = tagOf(inputs) ?? {};
    assert.deepEqual([complaints, pageNumber], [[], 2]);
    // "Signature:" in 12-point Helvetica from x = 72 is 54.7 points wide.
    assert.ok(Math.abs(x * 612 - (72 + 54.7 + 6)) < 0.5, String(x * 612));
    assert.ok(Math.abs(y * 792 - (792 - 120 - 9)) < 3, String(y * 792));
  });

  it("is sent as fractions, and nothing of the place", async () => {
    await world.stack.up({ nda: placed({ pageNumber: 2, unit: "pt", x: 61.2, y: 79.2 }) });
    const [tag] = world.emulator.control.envelopes()[0]?.recipients[0]?.options.tags ?? [];
    assert.deepEqual(tag, { type: "signature", file_name: "nda.pdf", page_number: 2, x: 0.1, y: 0.1 });
  });

  it("stays where it is once the file is gone", async () => {
    const nda = placed({ near: "Signature:" });
    await world.stack.up({ nda });
    const before = world.stack.resources.get("nda")?.inputs;
    rmSync(join(world.folder, "nda.pdf"));
    assert.deepEqual(await world.stack.up({ nda }), ["same"]);
    assert.deepEqual(world.stack.resources.get("nda")?.inputs, before);
  });

  it("is where it was when another way of saying it is the same point", async () => {
    await world.stack.up({ nda: placed({ pageNumber: 1, unit: "pt", x: 61.2, y: 79.2 }) });
    const steps = await world.stack.up({ nda: placed({ pageNumber: 1, x: 0.1, y: 0.1 }) });
    assert.deepEqual([steps, world.mails()], [["same"], ["invitation pat@example.com"]]);
  });

  it("is a change of content when it moves", async () => {
    await world.stack.up({ nda: placed({ pageNumber: 1, x: 0.1, y: 0.1 }) });
    const moved = world.stack.up({ nda: placed({ pageNumber: 1, x: 0.2, y: 0.1 }) });
    await assertRefused(moved, /recipients\["Partner"\] differs/);
  });

  it("is found anew in a document that changed", async () => {
    const { inputs } = await world.check(placed({ near: "Date:" }));
    world.write("nda.pdf", pdfOfContents(linesOfText([72, 400, "Date:"])));
    const { inputs: now } = await world.check(placed({ near: "Date:" }), inputs);
    assert.deepEqual([tagOf(inputs)?.pageNumber, tagOf(now)?.pageNumber], [2, 1]);
  });

  it("takes along what an earlier run found (ignoreChanges)", async () => {
    const { inputs } = await world.check(placed({ near: "Signature:" }));
    assert.deepEqual((await world.check(inputs, inputs)).complaints, []);
  });

  it("of a witness is found too", async () => {
    const witness = { tags: [{ type: "signature", place: { near: "Date:" } } as TagInputs] };
    const { inputs, complaints } = await world.check(withRecipient(world.nda(), "Partner", { witness }));
    assert.deepEqual([complaints, inputs.recipients[0]?.witness?.tags[0]?.pageNumber], [[], 2]);
  });

  it("waits for a value that is not known yet", async () => {
    const { complaints } = await world.check(placed({ near: unknownValue }));
    assert.deepEqual(complaints, []);
  });

  it("may be in a document that is not known yet", async () => {
    const { complaints } = await world.check({ ...placed({ near: "Date:" }), documents: unknownValue });
    assert.deepEqual(complaints, []);
  });

  for (const [what, place, rest, complaint] of [
    [
      "a text that is not there",
      { near: "Sign here:" },
      {},
      /^recipients\[0\]\.tags\[0\]\.place\.near .*not .*found|^recipients\[0\]\.tags\[0\]\.place\.near /,
    ],
    [
      "a page that is not there",
      { pageNumber: 3, x: 0, y: 0 },
      {},
      /^recipients\[0\]\.tags\[0\]\.place\.pageNumber is 3, but the document has 2 pages$/,
    ],
    [
      "a place outside of the page",
      { pageNumber: 1, unit: "pt", x: 700, y: 0 },
      {},
      /^recipients\[0\]\.tags\[0\]\.place\.x puts the tag outside of the page/,
    ],
    [
      "a place and fractions beside it",
      { pageNumber: 1, unit: "pt", x: 7, y: 0 },
      { x: 0.5 },
      /^recipients\[0\]\.tags\[0\]\.x is found by the tag's place; remove it, or the place$/,
    ],
    ["a place that is a text", "Signature:", {}, /^recipients\[0\]\.tags\[0\]\.place must be a place/],
    [
      "an unknown unit",
      { pageNumber: 1, unit: "cm", x: 1, y: 1 },
      {},
      /^recipients\[0\]\.tags\[0\]\.place\.unit must be one of fraction, pt, mm$/,
    ],
  ] as const)
    it(`is refused for ${what}, in one line`, async () => {
      const { complaints } = await world.check(placed(place, rest));
      assert.equal(complaints.length, 1, complaints.join("\n"));
      assert.match(complaints[0] ?? "", complaint);
    });

  it("is refused for a misspelt text with the place of the nearest, and none of the document's text", async () => {
    world.write("nda.pdf", contract("Signed by Zq Placeholder"));
    const { complaints } = await world.check(placed({ near: "Signed by Zq Placeholdr" }));
    assert.match(complaints.join(), /nearest: page 2 at 72, /);
    assert.doesNotMatch(complaints.join(), /Zq/);
  });

  it("is refused for a text that is there twice, with the places", async () => {
    world.write("nda.pdf", contract("Date:"));
    const { complaints } = await world.check(placed({ near: "Date:" }));
    assert.equal(complaints.length, 1);
    assert.match(complaints[0] ?? "", /place\.occurrence|place\.near/);
    assert.match(complaints[0] ?? "", /page 2/);
  });
});
