import { formatPath } from "../../schema/issue.ts";
import type { Waiver } from "../config.ts";
import type { FindingPlace } from "../rule.ts";
import type { JudgedFinding } from "../verdict.ts";

/** `recipients[0].tags has no signature tag`. */
export const findingText = ({ path, message }: Pick<JudgedFinding, "path" | "message">): string =>
  `${formatPath(path)} ${message}`.trimStart();

/** `page 3 of nda.pdf`, with where on it in points: `page 3 of nda.pdf, 72 to 144 pt from the left, …`. */
export function placeText({ document, pageNumber, box }: FindingPlace): string {
  const page = `page ${pageNumber} of ${document}`;
  if (!box) return page;
  const [left, top, right, bottom] = box.map((points) => Math.round(points));
  return `${page}, ${left} to ${right} pt from the left and ${top} to ${bottom} pt from the top`;
}

/** `until 2026-12-31, by legal: the annex is signed on paper`. */
export const waiverText = ({ reason, owner, expires }: Waiver): string =>
  `until ${expires}, by ${owner}: ${reason}`;
