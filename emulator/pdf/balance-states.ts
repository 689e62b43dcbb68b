import { decodePDFRawStream, PDFArray, PDFName, type PDFPage, PDFRawStream } from "@cantoo/pdf-lib";

/**
 * Closes every graphics state a page's own contents leave open, and keeps them from closing more than they opened, so
 * that what is drawn afterwards starts from the page's plain coordinates. Sloppy generators write both. The page's list of
 * content streams becomes its own: two pages may share one, and what is drawn on one must not show on the other.
 */
export function balanceStates(page: PDFPage): void {
  const { context } = page.doc;
  const contents = page.node.Contents();
  if (contents instanceof PDFArray) page.node.set(PDFName.Contents, contents.clone(context));
  const { open, excess } = statesLeft(contentsOf(page));
  if (open === 0 && excess === 0) return;
  page.node.normalize();
  const start = context.register(context.stream(Buffer.from("q ".repeat(excess))));
  const end = context.register(context.stream(Buffer.from(" Q".repeat(open + excess))));
  page.node.wrapContentStreams(start, end);
}

function contentsOf(page: PDFPage): string {
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((one) => page.doc.context.lookup(one)) : [contents];
  return streams
    .map((stream) => {
      try {
        return stream instanceof PDFRawStream
          ? Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1")
          : "";
      } catch {
        // What cannot be decoded draws nothing either.
        return "";
      }
    })
    .join("\n");
}

/** Tokens in which the letters q and Q mean something else, and every operator or operand. */
const token = /%[^\r\n]*|<[0-9A-Fa-f\s]*>|\/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+|\(/g;

/**
 * What content leaves behind: `open`, how many more states it opens than it closes (below 0: fewer), and `excess`, how
 * many it closes at its worst that it had not opened.
 */
function statesLeft(content: string): { open: number; excess: number } {
  let depth = 0;
  let lowest = 0;
  token.lastIndex = 0;
  for (let match = token.exec(content); match; match = token.exec(content)) {
    if (match[0] === "(") token.lastIndex = endOfString(content, token.lastIndex);
    else if (match[0] === "ID") token.lastIndex = endOfInlineImage(content, token.lastIndex);
    else if (match[0] === "q") depth += 1;
    else if (match[0] === "Q") depth -= 1;
    lowest = Math.min(lowest, depth);
  }
  return { open: depth, excess: -lowest };
}

/** Parentheses nest in a string unless they follow a backslash (ISO 32000-1, 7.3.4.2). */
function endOfString(content: string, start: number): number {
  let nesting = 1;
  let at = start;
  for (; at < content.length && nesting > 0; at += 1) {
    if (content[at] === "\\") at += 1;
    else if (content[at] === "(") nesting += 1;
    else if (content[at] === ")") nesting -= 1;
  }
  return at;
}

function endOfInlineImage(content: string, start: number): number {
  const end = content.slice(start).search(/\sEI(?=\s|$)/);
  return end < 0 ? content.length : start + end + 3;
}
