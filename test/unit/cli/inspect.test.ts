import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type InspectedDocument, inspectCommand } from "../../../cli/inspect.ts";
import { linesOfText, pdfOfContent, pdfOfPages } from "../document/sample-pdf.ts";
import { scratchFolder } from "../document/test-files.ts";
import { pdfWith, streamOf } from "../document/traits/sample-traits.ts";
import { PARTS, zipOf } from "../document/word/zip-sample.ts";

const PORTRAIT = "/MediaBox [0 0 612 792]";
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** What is known inside of the plainest Word file. */
const WORD_TRAITS = {
  javaScript: false,
  macros: false,
  attachments: [],
  signatures: 0,
  formFields: null,
  comments: 0,
  trackedChanges: 0,
  fonts: null,
  pages: null,
};

describe("yotisign inspect", () => {
  const scratch = scratchFolder();

  /** What the command prints, and the exit code it sets. */
  async function inspect(...args: string[]): Promise<{ text: string; exitCode: number }> {
    const result = { text: "", exitCode: 0 };
    const command = inspectCommand({
      write(text) {
        result.text += text;
      },
      setExitCode(code) {
        result.exitCode = code;
      },
    });
    await command.parseAsync(args, { from: "user" });
    return result;
  }

  it("prints a JSON array of what is known", async () => {
    const [pdf, docx] = [pdfOfPages(`${PORTRAIT} /Rotate 90 /CropBox [0 0 612 396]`), zipOf(...PARTS)];
    const files = [scratch.write("a.pdf", pdf), scratch.write("b.docx", docx)];
    const { text, exitCode } = await inspect("--json", ...files);
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(text), [
      {
        file: files[0],
        kind: "pdf",
        bytes: pdf.length,
        sha256: sha256(pdf),
        pages: [
          {
            number: 1,
            rotation: 90,
            mediaBox: [0, 0, 612, 792],
            cropBox: [0, 0, 612, 396],
            widthPt: 396,
            heightPt: 612,
          },
        ],
        encrypted: false,
        traits: {
          javaScript: false,
          macros: false,
          attachments: [],
          formFields: 0,
          signatures: 0,
          comments: 0,
          trackedChanges: 0,
          fonts: [],
          pages: [{ number: 1, characters: 0, pictureShare: 0 }],
        },
        error: null,
      },
      {
        file: files[1],
        kind: "docx",
        bytes: docx.length,
        sha256: sha256(docx),
        pages: null,
        encrypted: false,
        traits: WORD_TRAITS,
        error: null,
      },
    ]);
  });

  it("says in JSON what was known of a refused file, and exits with 1", async () => {
    const text = Buffer.from("no PDF at all");
    const word = zipOf(...PARTS);
    const files = [
      scratch.write("text.pdf", text),
      scratch.path("absent.pdf"),
      scratch.write("fine.docx", word),
    ];
    const result = await inspect(...files, "--json");
    const documents = JSON.parse(result.text) as InspectedDocument[];
    const unknown = { kind: null, bytes: null, sha256: null, pages: null, encrypted: null, traits: null };
    assert.equal(result.exitCode, 1);
    assert.deepEqual(
      documents.map(({ error: _, ...rest }) => rest),
      [
        { ...unknown, file: files[0], kind: "pdf", bytes: text.length, sha256: sha256(text) },
        { ...unknown, file: files[1] },
        {
          file: files[2],
          kind: "docx",
          bytes: word.length,
          sha256: sha256(word),
          pages: null,
          encrypted: false,
          traits: WORD_TRAITS,
        },
      ],
    );
    assert.match(documents[0]?.error ?? "", /appears to be plain text\. Export it as a PDF\.$/);
    assert.match(documents[1]?.error ?? "", /does not exist\./);
    assert.equal(documents[2]?.error, null);
  });

  it("prints a table that joins like pages", async () => {
    const pages = [PORTRAIT, PORTRAIT, `${PORTRAIT} /Rotate 90`, `${PORTRAIT} /CropBox [9 9 603 783]`];
    const pdf = pdfOfPages(...pages);
    const file = scratch.write("mixed.pdf", pdf);
    const { text, exitCode } = await inspect(file);
    const rows = text
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/));
    assert.equal(exitCode, 0);
    assert.deepEqual(rows, [
      ["FILE", "KIND", "BYTES", "SHA-256", "PAGES", "SHOWN (PT)", "NOTES"],
      [file, "pdf", pdf.length.toLocaleString("en"), sha256(pdf).slice(0, 12), "1–2", "612 × 792"],
      ["", "3", "792 × 612", "turned by 90°"],
      ["", "4", "594 × 774", "shows [9 9 603 783] of [0 0 612 792]"],
    ]);
  });

  it("says under the table what is inside of documents", async () => {
    const file = scratch.write(
      "full.pdf",
      pdfWith({
        catalog: "/OpenAction << /S /JavaScript /JS (x) >> /AcroForm << /Fields [4 0 R] >>",
        page: "/AF [<< /F (\u0007.txt) /EF << /F 5 0 R >> >>] /Contents 6 0 R /Resources << /XObject << /P 7 0 R >> >>",
        objects: [
          "<< /FT /Tx /T (name) >>",
          streamOf("/Type /EmbeddedFile", "x"),
          streamOf("", "q 612 0 0 792 0 0 cm /P Do Q"),
          streamOf("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x"),
        ],
      }),
    );
    const text = linesOfText([72, 700, "Sign here"]);
    const plain = scratch.write("plain.pdf", pdfOfContent(text));
    const refused = scratch.write("empty.pdf", "");
    const blocks = (await inspect(file, plain, refused)).text.split("\n\n");
    assert.deepEqual(blocks.slice(1), [
      [
        `${file}: scripts; files inside: \uFFFD.txt; 1 form field to fill in; 1 page is a scan without text`,
        `${plain}: fonts not embedded: Helvetica`,
      ].join("\n"),
      `The document "${refused}" is empty (0 bytes). Export or save it again.\n`,
    ]);
  });

  it("puts the reasons for refusals under the table, and exits with 1", async () => {
    const file = scratch.write("empty.pdf", "");
    const { text, exitCode } = await inspect(file);
    assert.equal(exitCode, 1);
    assert.equal(
      text.split("\n\n")[1],
      `The document "${file}" is empty (0 bytes). Export or save it again.\n`,
    );
  });

  it("keeps control characters of a name away from the terminal", async () => {
    const { text } = await inspect(scratch.write("\u001b[31mred.pdf", ""));
    assert(!text.includes("\u001b"), JSON.stringify(text));
  });

  it("exits with 2 when it is used wrongly", async () => {
    const command = JSON.stringify(join(import.meta.dirname, "../../../cli/inspect.ts"));
    const lines = [
      `import { inspectCommand } from ${command};`,
      'await inspectCommand().parseAsync(["--jsn", "a.pdf"], { from: "user" });',
    ];
    const { status, stderr } = spawnSync(process.execPath, [scratch.write("wrong.mts", lines.join("\n"))]);
    assert.equal(status, 2, `${stderr}`);
  });
});
