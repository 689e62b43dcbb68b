import { createHash } from "node:crypto";
import type { PageText } from "../../document/text/page-text.ts";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import type { PolicyDocument, PolicyPage } from "../document-facts.ts";

/** What a test says of a document; it needs no file. */
export interface DocumentCase extends Partial<Omit<PolicyDocument, "name" | "path" | "pages" | "text">> {
  /**
   * For each page its lines, from the top, in 12 points, on A4. Default: one page with one line. Of Word files it is the
   * text; their pages are not known.
   */
  pages?: readonly (readonly string[])[];
  /** The text cannot be read. */
  textUnknown?: true;
}

const size = { widthPt: 595, heightPt: 842 };
const letter = { widthPt: 6, heightPt: 12, linePt: 18, marginPt: 72 };

/** A document's facts, as a rule sees them: nothing objectionable but what the test says. */
export function documentOf(
  declared: DocumentInputs,
  { pages, textUnknown, ...facts }: DocumentCase = {},
): PolicyDocument {
  const lines = pages ?? [["An agreement between two parties."]];
  const kind = kindOf(declared.path);
  return {
    name: fileNameOf(declared),
    path: declared.path,
    kind,
    bytes: 20_000,
    sha256: createHash("sha256")
      .update(JSON.stringify([declared.path, lines]))
      .digest("hex"),
    pages: kind === "pdf" ? lines.map((page, at) => pageOf(page, at + 1, textUnknown)) : undefined,
    text: textUnknown ? undefined : lines.map((page) => page.join("\n")).join("\n"),
    encrypted: kind === "pdf" ? false : undefined,
    javaScript: kind === "pdf" ? false : undefined,
    attachments: kind === "pdf" ? [] : undefined,
    signatures: kind === "pdf" ? 0 : undefined,
    fonts: kind === "pdf" ? [{ name: "Helvetica", embedded: true }] : undefined,
    ...facts,
  };
}

const kindOf = (path: string): PolicyDocument["kind"] =>
  (["docx", "doc"] as const).find((kind) => path.toLowerCase().endsWith(`.${kind}`)) ?? "pdf";

function pageOf(lines: readonly string[], number: number, textUnknown: true | undefined): PolicyPage {
  const sheet = [0, 0, size.widthPt, size.heightPt] as const;
  return {
    number,
    rotation: 0,
    mediaBox: sheet,
    cropBox: sheet,
    ...size,
    text: textUnknown ? undefined : textOf(lines, number),
    pictureShare: 0,
  };
}

/** Letters are all as wide, as a typewriter's. */
function textOf(lines: readonly string[], number: number): PageText {
  const text = lines.join("\n");
  const boxes = new Float32Array(text.length * 4);
  const runs = new Uint32Array(text.length);
  let at = 0;
  for (const [row, line] of lines.entries()) {
    const top = letter.marginPt + row * letter.linePt;
    for (let column = 0; column < line.length; column += 1, at += 1) {
      const left = letter.marginPt + column * letter.widthPt;
      boxes.set([left, top, left + letter.widthPt, top + letter.heightPt], at * 4);
      runs[at] = row + 1;
    }
    at += 1;
  }
  return { number, ...size, text, boxes, inkBoxes: boxes.slice(), runs };
}
