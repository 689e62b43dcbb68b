import { unzipSync } from "fflate";
import type { Refusal } from "../document-error.ts";
import { damagedWord } from "../refusals.ts";
import type { DocxText } from "../text/document-text.ts";

/** The most bytes to which the main part may unpack. */
export const MAX_XML_BYTES = 32_000_000;

/** Reads the paragraphs of a .docx that `readDocx` has taken for one: of its main part, empty ones left out. */
export function readDocxText(bytes: Uint8Array): DocxText | Refusal {
  let tooLarge = false;
  let xml: Uint8Array | undefined;
  try {
    const parts = unzipSync(bytes, {
      // An archive that unpacks to more than it announces is cut off there.
      filter({ name, originalSize }) {
        const wanted = /^word\/document\d*\.xml$/i.test(name);
        tooLarge ||= wanted && originalSize > MAX_XML_BYTES;
        return wanted && !tooLarge;
      },
    });
    xml = Object.values(parts)[0];
  } catch {
    return damagedWord("docx", "its text cannot be unpacked");
  }
  if (tooLarge)
    return {
      code: "too-much-text",
      problem: `has more than ${MAX_XML_BYTES / 1_000_000} MB of text, so its text is not read. Split it.`,
    };
  if (!xml) return damagedWord("docx", "its text cannot be found");
  return { kind: "docx", paragraphs: paragraphsOf(new TextDecoder().decode(xml)) };
}

/** What stands for a character in WordprocessingML (ECMA-376 part 1, section 17.3.3). */
const CHARACTERS: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "\u2011",
  "w:softHyphen": "\u00ad",
};

/** Goes through the markup once, from tag to tag; Word writes no ">" inside of a tag. */
function paragraphsOf(xml: string): string[] {
  const paragraphs: string[] = [];
  let text: string[] = [];
  let inText = false;
  let fallbacks = 0;
  const finish = () => {
    const paragraph = text.join("").trim();
    if (paragraph !== "") paragraphs.push(paragraph);
    text = [];
  };
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf("<", at);
    const close = open < 0 ? -1 : xml.indexOf(">", open);
    if (close < 0) break;
    if (inText && fallbacks === 0) text.push(unescaped(xml.slice(at, open)));
    const tag = xml.slice(open + 1, close);
    const name = /^\/?[\w:]+/.exec(tag)?.[0] ?? "";
    const empty = tag.endsWith("/");
    if (name === "w:p" || name === "/w:p") finish();
    else if (name === "w:t") inText = !empty;
    else if (name === "/w:t") inText = false;
    // A picture of a text box for programs that cannot draw it: the same text once more.
    else if (name === "mc:Fallback" && !empty) fallbacks += 1;
    else if (name === "/mc:Fallback") fallbacks = Math.max(0, fallbacks - 1);
    else if (fallbacks === 0) text.push(CHARACTERS[name] ?? "");
    at = close + 1;
  }
  finish();
  return paragraphs;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with what XML escapes put back. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (entity, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? entity;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);
  });
