/** A line of a page: the characters it consists of, and where it is displayed. */
export interface Line {
  readonly characters: readonly number[];
  readonly topPt: number;
  readonly bottomPt: number;
}

interface Block {
  readonly lines: Line[];
  topPt: number;
  bottomPt: number;
}

/** Pages with more blocks than this are drawn by nothing that a reader would follow: they stay as they are. */
const MAX_BLOCKS = 1000;

/**
 * Puts the lines of a page into reading order. Most files draw them in that order, column by column; what they draw late
 * or early as a whole (a heading, a footer) is moved above what it stands above in full.
 */
export function inReadingOrder(lines: readonly Line[]): readonly Line[] {
  const blocks = blocksOf(lines);
  if (blocks.length > MAX_BLOCKS) return lines;
  const ordered: Block[] = [];
  for (const block of blocks) {
    const below = ordered.findIndex(({ topPt }) => block.bottomPt <= topPt);
    ordered.splice(below < 0 ? ordered.length : below, 0, block);
  }
  return ordered.flatMap((block) => block.lines);
}

/** Lines that follow each other downwards; a line above the one before it begins a new block. */
function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const block = blocks.at(-1);
    if (!block || !before || line.bottomPt <= before.topPt) {
      blocks.push({ lines: [line], topPt: line.topPt, bottomPt: line.bottomPt });
    } else {
      block.lines.push(line);
      block.topPt = Math.min(block.topPt, line.topPt);
      block.bottomPt = Math.max(block.bottomPt, line.bottomPt);
    }
    before = line;
  }
  return blocks;
}
