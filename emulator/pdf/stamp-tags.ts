import {
  concatTransformationMatrix,
  type PDFDocument,
  type PDFFont,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
} from "@cantoo/pdf-lib";
import type { TagValue } from "../envelope/envelope.ts";
import type { TagOptions, TagType } from "../envelope/options.ts";
import { balanceStates } from "./balance-states.ts";
import { flattenAnnotations } from "./flatten-annotations.ts";
import { type Mark, textMark, tickMark } from "./mark.ts";
import { mendPage } from "./mend-page.ts";
import { onPage, type PageFrame, pageFrame } from "./page-frame.ts";
import { changePdf } from "./pdf-changes.ts";

/** A tag and what its signer put there. */
export interface FilledTag {
  readonly tag: TagOptions;
  readonly value: TagValue;
}

interface Fonts {
  readonly plain: () => PDFFont;
  readonly written: () => PDFFont;
}

/** A PDF with filled tags written into it, as {@link stampDocument} does it. */
export async function stampTags(content: Uint8Array, filled: readonly FilledTag[]): Promise<Uint8Array> {
  const changes = await changePdf(content);
  stampDocument(changes.document, filled);
  return changes.save();
}

/**
 * Writes filled tags into a PDF: `x` and `y` are where the ink of a value begins on the page as it is displayed, which is
 * the left edge and the top of its letters, box or button. A value shrinks until it fits between there and the page's
 * edge, or into a text field's width; a tag left empty does not show. Form fields and other annotations that a value
 * comes to lie on become part of the page, since they would cover it.
 */
export function stampDocument(document: PDFDocument, filled: readonly FilledTag[]): void {
  const fonts = {
    plain: onceFont(document, StandardFonts.Helvetica),
    written: onceFont(document, StandardFonts.TimesRomanItalic),
  };
  const byPage = Map.groupBy(filled, ({ tag }) => tag.page_number);
  for (const [pageNumber, own] of byPage) stampPage(document, pageNumber, own, fonts);
}

/** A font becomes part of a document by being asked for. */
function onceFont(document: PDFDocument, name: StandardFonts): () => PDFFont {
  let font: PDFFont | undefined;
  return () => {
    font ??= document.embedStandardFont(name);
    return font;
  };
}

function stampPage(
  document: PDFDocument,
  pageNumber: number,
  filled: readonly FilledTag[],
  fonts: Fonts,
): void {
  const page = document.getPages()[pageNumber - 1];
  if (!page) return;
  const frame = pageFrame(page);
  const marks = filled.flatMap((one) => markOf(one, frame, fonts) ?? []);
  if (marks.length === 0) return;
  mendPage(page);
  balanceStates(page);
  flattenAnnotations(
    page,
    marks.map(({ box }) => onPage(frame, box)),
  );
  for (const mark of marks) {
    page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...frame.matrix));
    mark.draw(page);
    page.pushOperators(popGraphicsState());
  }
}

function markOf({ tag, value }: FilledTag, frame: PageFrame, fonts: Fonts): Mark | undefined {
  if (value === null || value === false) return undefined;
  if (value === true) return tickMark(tag, frame);
  return textMark(tag, value, frame, isWritten(tag.type) ? fonts.written() : fonts.plain());
}

const isWritten = (type: TagType): boolean => type === "signature" || type === "initials";
