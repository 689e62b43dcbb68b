import type { Box, Rotation } from "../../../../document/index.ts";
import { pdfOf } from "../../document/sample-pdf.ts";

/** A page as a file may describe it, and what is then shown of it. */
export interface PageShape {
  readonly what: string;
  /** Entries of the page's own dictionary; the rotation is added unless it is inherited. */
  readonly own: string;
  /** Entries of a node of the page tree that it inherits from. */
  readonly inherited?: string;
  /** How the rotation is written, and where. */
  readonly rotate?: { readonly by?: "node" | "reference"; readonly add?: number };
  /** In the file's coordinates. */
  readonly shown: Box;
}

export const PAGE_SHAPES: readonly PageShape[] = [
  { what: "plain", own: "/MediaBox [0 0 612 792]", shown: [0, 0, 612, 792] },
  { what: "with a negative origin", own: "/MediaBox [-200 -300 395 542]", shown: [-200, -300, 395, 542] },
  {
    what: "whose origin is far off",
    own: "/MediaBox [1000 2000 1595.28 2841.89]",
    shown: [1000, 2000, 1595.28, 2841.89],
  },
  {
    what: "with a crop box",
    own: "/MediaBox [0 0 800 1000] /CropBox [70 130 570 730]",
    shown: [70, 130, 570, 730],
  },
  {
    what: "with a crop box and an odd origin",
    own: "/MediaBox [-100.5 250.25 500 1000] /CropBox [-60.5 300.25 389.5 920.25]",
    shown: [-60.5, 300.25, 389.5, 920.25],
  },
  {
    what: "with a crop box that reaches past the sheet",
    own: "/MediaBox [100 100 700 800] /CropBox [0 0 400 2000]",
    shown: [100, 100, 400, 800],
  },
  {
    what: "whose boxes name their corners the other way round",
    own: "/MediaBox [612 792 0 0] /CropBox [500 700 100 50]",
    shown: [100, 50, 500, 700],
  },
  {
    what: "that inherits its boxes and its rotation",
    own: "",
    inherited: "/MediaBox [-50 -60 650 740] /CropBox [-10 20 590 700]",
    rotate: { by: "node" },
    shown: [-10, 20, 590, 700],
  },
  {
    what: "that inherits its sheet and has a crop box of its own",
    own: "/CropBox [30 -40 430 560]",
    inherited: "/MediaBox [-50 -60 650 740] /Rotate 90",
    shown: [30, -40, 430, 560],
  },
  {
    what: "whose rotation is a turn less",
    own: "/MediaBox [-20 10 580 810]",
    rotate: { add: -360 },
    shown: [-20, 10, 580, 810],
  },
  {
    what: "whose rotation is a turn more",
    own: "/MediaBox [20 -10 620 790]",
    rotate: { add: 360 },
    shown: [20, -10, 620, 790],
  },
  {
    what: "whose boxes and rotation are objects of their own",
    own: "/MediaBox 4 0 R /CropBox 5 0 R",
    rotate: { by: "reference" },
    shown: [10, 20, 510, 620],
  },
  {
    what: "in units of two points",
    own: "/MediaBox [5 5 605 405] /UserUnit 2",
    shown: [5, 5, 605, 405],
  },
  { what: "without a sheet", own: "", shown: [0, 0, 612, 792] },
  { what: "as small as a label", own: "/MediaBox [-7 3 83 43]", shown: [-7, 3, 83, 43] },
  { what: "as large as a plan", own: "/MediaBox [-1000 -500 1384 1184]", shown: [-1000, -500, 1384, 1184] },
];

/** The size of such a page as displayed. */
export function displayedSize({ shown: [x0, y0, x1, y1] }: PageShape, rotation: Rotation) {
  const [across, up] = [x1 - x0, y1 - y0];
  return rotation % 180 === 0 ? { widthPt: across, heightPt: up } : { widthPt: up, heightPt: across };
}

/** A PDF with a page of each shape, turned; a frame is drawn along what is shown. */
export function pdfOfShapes(shapes: readonly PageShape[], rotation: Rotation): Buffer {
  const FIRST = 7;
  const nodes = shapes.map((_, index) => `${FIRST + index * 3} 0 R`);
  const pages = shapes.flatMap(({ own, inherited = "", rotate: { by, add = 0 } = {}, shown }, index) => {
    const [x0, y0, x1, y1] = shown;
    const turned = `/Rotate ${by === "reference" ? "6 0 R" : rotation + add}`;
    const node = `<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [${FIRST + index * 3 + 1} 0 R] ${inherited} ${by === "node" ? turned : ""} >>`;
    const page = `<< /Type /Page /Parent ${FIRST + index * 3} 0 R /Contents ${FIRST + index * 3 + 2} 0 R ${own} ${by === "node" ? "" : turned} >>`;
    const frame = `0.8 0.9 0.8 rg ${x0} ${y0} ${x1 - x0} ${y1 - y0} re f 1 1 0.9 rg ${x0 + 1} ${y0 + 1} ${x1 - x0 - 2} ${y1 - y0 - 2} re f`;
    return [node, page, `<< /Length ${frame.length} >>\nstream\n${frame}\nendstream`];
  });
  return pdfOf(
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${shapes.length} /Kids [${nodes.join(" ")}] >>`,
    "null",
    "[0 0 600 700]",
    "[10 20 510 620]",
    `${rotation}`,
    ...pages,
  );
}
