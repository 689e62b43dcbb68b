import { oneLine } from "../../policy/formats/markdown-text.ts";
import type { ReviewedEnvelope } from "../review.ts";

/**
 * Who signs after whom, as a Mermaid diagram: a box per sign group, then those who get a copy. Whatever a label holds is
 * written as character codes, so that nothing of it is Mermaid's.
 */
export function signOrderDiagram({
  signOrder,
  recipients,
}: Pick<ReviewedEnvelope, "signOrder" | "recipients">): string {
  const copies = recipients.filter(({ type }) => type === "CC").map(({ key }) => key);
  const groups = signOrder.map((keys, at) => ({ id: `g${at + 1}`, title: `sign group ${at + 1}`, keys }));
  const all = [...groups, ...(copies.length > 0 ? [{ id: "cc", title: "copies", keys: copies }] : [])];
  const boxes = all.flatMap(({ id, title, keys }) => [
    `  subgraph ${id}["${title}"]`,
    ...keys.map((key, at) => `    ${id}r${at + 1}["${label(key)}"]`),
    "  end",
  ]);
  const arrows = all.slice(1).map(({ id }, at) => `  ${all[at]?.id} --> ${id}`);
  return ["flowchart LR", ...boxes, ...arrows].join("\n");
}

const label = (text: string): string =>
  oneLine(text)
    .slice(0, 60)
    .replace(/[^\p{L}\p{N} ]/gu, (character) => `#${character.codePointAt(0)};`) || "-";
