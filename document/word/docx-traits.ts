import { unzipSync } from "fflate";
import type { Refusal } from "../document-error.ts";
import type { DocumentTraits, FontTraits } from "../document-traits.ts";
import { damagedWord } from "../refusals.ts";
import { MAX_XML_BYTES, unescaped } from "./docx-text.ts";
import { listZip } from "./zip-directory.ts";

/** The parts that are looked into. */
const CONTENT_TYPES = /^\[content_types\]\.xml$/;
const FONT_TABLE = /^word\/fonttable\d*\.xml$/;
const COMMENTS = /^word\/comments\d*\.xml$/;
const STORIES = /^word\/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$/;

/**
 * Insertions, deletions and moves (ECMA-376 part 1, section 17.13.5), and what was before a change of format. Word writes
 * the prefix "w", but programs that rewrite XML may choose another.
 */
const TRACKED =
  /<(?:\w+:)?(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+PrChange|tblGridChange|numberingChange)[\s/>]/g;

/** Reads the traits of a .docx that `readDocx` has taken for one; of its parts, those that say something unpacked. */
export function readDocxTraits(bytes: Uint8Array): DocumentTraits | Refusal {
  // Part names do not depend on case (ECMA-376 part 2, section 6.2.2.3).
  const names = (listZip(bytes) ?? []).map(({ name }) => name);
  const xml = unpack(bytes);
  if ("code" in xml) return xml;
  const all = (part: RegExp) => xml.parts.filter(({ name }) => part.test(name)).map(({ text }) => text);
  return {
    javaScript: false,
    macros: all(CONTENT_TYPES).some((text) => /vbaProject|macroEnabled/i.test(text)),
    attachments: names
      .filter((name) => /^word\/embeddings\/[^/]+$/i.test(name))
      .map((name) => name.slice("word/embeddings/".length))
      .sort(),
    signatures: names.filter((name) => /^_xmlsignatures\/[^/]+\.xml$/i.test(name)).length,
    formFields: undefined,
    comments: count(all(COMMENTS), /<(?:\w+:)?comment[\s/>]/g),
    trackedChanges: count(all(STORIES), TRACKED),
    fonts: fontsOf(all(FONT_TABLE)),
    pages: undefined,
  };
}

const count = (texts: readonly string[], element: RegExp): number =>
  texts.reduce((sum, text) => sum + (text.match(element)?.length ?? 0), 0);

interface Part {
  /** In lower case. */
  readonly name: string;
  readonly text: string;
}

/** The parts that are looked into, none of them larger than the text of a document may be, nor all together. */
function unpack(bytes: Uint8Array): { parts: Part[] } | Refusal {
  let left = MAX_XML_BYTES;
  try {
    const parts = unzipSync(bytes, {
      // An archive that unpacks to more than it announces is cut off there.
      filter({ name, originalSize }) {
        const isWanted = [CONTENT_TYPES, FONT_TABLE, STORIES].some((part) => part.test(name.toLowerCase()));
        if (isWanted) left -= originalSize;
        return isWanted && left >= 0;
      },
    });
    if (left < 0) return TOO_MUCH;
    return {
      parts: Object.entries(parts).map(([name, part]) => ({
        name: name.toLowerCase(),
        text: decodeXml(part),
      })),
    };
  } catch {
    return damagedWord("docx", "its parts cannot be unpacked");
  }
}

/** XML in a Word file is UTF-8 or UTF-16, the latter with a mark (ECMA-376 part 2, section 6.2.5). */
function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

const TOO_MUCH: Refusal = {
  code: "too-much-text",
  problem: `has more than ${MAX_XML_BYTES / 1_000_000} MB of text, so it is not looked into. Split it.`,
};

/** Undefined without a font table: the document may use fonts all the same. */
function fontsOf(tables: readonly string[]): FontTraits[] | undefined {
  if (tables.length === 0) return undefined;
  const fonts = tables.flatMap((table) => {
    const elements = table.match(/<(?:\w+:)?font\s[^>]*>(?:(?!<\/?(?:\w+:)?font[\s>]).)*/gs) ?? [];
    return elements.map((element) => ({
      name: unescaped(/\s(?:\w+:)?name="([^"]*)"/.exec(element)?.[1] ?? ""),
      embedded: /<(?:\w+:)?embed(?:Regular|Bold|Italic|BoldItalic)\s/.test(element),
    }));
  });
  return fonts.sort((a, b) => (a.name < b.name ? -1 : 1));
}
