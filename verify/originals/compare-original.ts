import type { Box, PageFacts } from "../../document/document-facts.ts";
import { pdfEngine } from "../../document/pdf/pdf-engine.ts";
import { type Finding, finding } from "../pack-problem.ts";
import { isTextKept } from "./page-text-kept.ts";

/** What the reading of one PDF may take. */
export const READ_TIMEOUT_SECONDS = 30;

/** A page's boxes are written with few digits by some programs. */
const BOX_TOLERANCE_PT = 0.1;

/** What of a PDF that was sent is not in the signed one: pages, their boxes, text. */
export async function compareOriginal(original: Uint8Array, signed: Uint8Array): Promise<Finding[]> {
  const options = { timeoutSeconds: READ_TIMEOUT_SECONDS };
  const [before, after] = [await pdfEngine.read(original, options), await pdfEngine.read(signed, options)];
  if ("code" in before)
    return [finding("unreadable-original", `cannot be compared: what was sent ${before.problem}`)];
  // Whoever judges its signatures has said that it cannot be read.
  if ("code" in after || !before.pages || !after.pages) return [];
  const [had, has] = [before.pages.length, after.pages.length];
  if (had !== has) return [finding("page-count-differs", `has ${counted(has)}; ${counted(had)} were sent.`)];
  const turned = new Set(
    before.pages
      .filter((page, index) => !isSameSheet(page, after.pages?.[index]))
      .map(({ number }) => number),
  );
  const boxes = [...turned].map((number) =>
    finding("page-box-differs", `has another sheet, crop or rotation on page ${number} than was sent.`),
  );
  return [...boxes, ...(await missingText(original, signed, turned))];
}

const counted = (pages: number): string => (pages === 1 ? "1 page" : `${pages} pages`);

const isSameSheet = (page: PageFacts, other: PageFacts | undefined): boolean =>
  other !== undefined &&
  page.rotation === other.rotation &&
  isSameBox(page.mediaBox, other.mediaBox) &&
  isSameBox(page.cropBox, other.cropBox);

const isSameBox = (box: Box, other: Box): boolean =>
  box.every((side, index) => Math.abs(side - (other[index] ?? Number.NaN)) <= BOX_TOLERANCE_PT);

/** @param turned pages whose text stands elsewhere anyway */
async function missingText(
  original: Uint8Array,
  signed: Uint8Array,
  turned: ReadonlySet<number>,
): Promise<Finding[]> {
  const options = { timeoutSeconds: READ_TIMEOUT_SECONDS };
  const [before, after] = [
    await pdfEngine.perform({ task: "text" }, original, options),
    await pdfEngine.perform({ task: "text" }, signed, options),
  ];
  if ("code" in before)
    return [finding("unreadable-original", `cannot be compared: what was sent ${before.problem}`)];
  if ("code" in after) return [finding("text-missing", `cannot be compared: it ${after.problem}`)];
  return before.pages.flatMap((page, index) => {
    const other = after.pages[index];
    if (turned.has(page.number) || (other && isTextKept(page, other))) return [];
    return [finding("text-missing", `lacks text on page ${page.number} that was sent.`)];
  });
}
