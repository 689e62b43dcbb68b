import type { XmlAttribute, XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 200_000;
const MAX_NAMESPACES = 100;
const MAX_BYTES = 20_000_000;

const NAME = "[\\p{L}_][\\p{L}\\p{N}\\p{M}._-]*";
const QNAME = `${NAME}(?::${NAME})?`;
const START = new RegExp(
  `<(${QNAME})((?:[ \\t\\n]+${QNAME}[ \\t\\n]*=[ \\t\\n]*(?:"[^"<]*"|'[^'<]*'))*)[ \\t\\n]*(/?)>`,
  "uy",
);
const END = new RegExp(`</(${QNAME})[ \\t\\n]*>`, "uy");
const ATTRIBUTE = new RegExp(`(${QNAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"]*)"|'([^']*)')`, "gu");
const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])utf-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/i;
/** Whatever XML 1.0 cannot hold. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads an XML file and refuses what a signed one does not need and attacks are made of: document types with their
 * entities, processing instructions, other encodings than UTF-8, whatever is not well formed.
 *
 * @throws XmlError
 */
export function readXml(content: Uint8Array): XmlElement {
  if (content.length > MAX_BYTES) throw new XmlError("unreadable-xml", `has more than ${MAX_BYTES} bytes.`);
  const text = decoded(content).replace(/\r\n?/g, "\n");
  if (FORBIDDEN.test(text)) throw malformed();
  if (/<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text))
    throw new XmlError("unsafe-xml", "has a document type, which can define what it reads from elsewhere.");
  const start = DECLARATION.exec(text)?.[0].length ?? 0;
  if (text.includes("<?", start)) throw new XmlError("unsafe-xml", "has processing instructions.");
  return new Reader(text, start).read();
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new XmlError("unreadable-xml", "is not UTF-8.");
  }
}

const malformed = (): XmlError => new XmlError("unreadable-xml", "is not well-formed XML.");

class Reader {
  readonly #text: string;
  #at: number;
  #left = MAX_ELEMENTS;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  read(): XmlElement {
    const open: XmlElement[] = [];
    let root: XmlElement | undefined;
    while (this.#at < this.#text.length) {
      const parent = open.at(-1);
      const data = this.#data();
      if (data !== "") {
        if (parent) parent.children.push(data);
        else if (data.trim() !== "") throw malformed();
      } else if (this.#enclosed("<!--", "--") !== undefined) {
        // Canonical XML leaves comments out, so nobody has signed them.
        if (this.#text[this.#at++] !== ">") throw malformed();
      } else if (this.#text.startsWith("</", this.#at)) {
        if (this.#match(END)?.[1] !== open.pop()?.name) throw malformed();
      } else {
        if (!parent && root) throw malformed();
        const { element, isEmpty } = this.#element(parent);
        parent?.children.push(element);
        root ??= element;
        if (!isEmpty) open.push(element);
        if (open.length > MAX_DEPTH || --this.#left < 0) throw malformed();
      }
    }
    if (!root || open.length > 0) throw malformed();
    return root;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  /** What stands between two marks, if the first is next; then it is behind the second. */
  #enclosed(open: string, close: string): string | undefined {
    if (!this.#text.startsWith(open, this.#at)) return undefined;
    const start = this.#at + open.length;
    const end = this.#text.indexOf(close, start);
    if (end < 0) throw malformed();
    this.#at = end + close.length;
    return this.#text.slice(start, end);
  }

  /** Text and CDATA up to the next tag or comment. */
  #data(): string {
    let data = "";
    for (;;) {
      const next = this.#text.indexOf("<", this.#at);
      const end = next < 0 ? this.#text.length : next;
      const piece = this.#text.slice(this.#at, end);
      if (piece.includes("]]>")) throw malformed();
      data += unescaped(piece);
      this.#at = end;
      const section = this.#enclosed("<![CDATA[", "]]>");
      if (section === undefined) return data;
      data += section;
    }
  }

  #element(parent: XmlElement | undefined): { element: XmlElement; isEmpty: boolean } {
    const tag = this.#match(START);
    if (!tag) throw malformed();
    const [, name = "", written = "", slash] = tag;
    const pairs = [...written.matchAll(ATTRIBUTE)].map(
      ([, key = "", double, single]) => [key, attributeValue(double ?? single ?? "")] as const,
    );
    const inScope = new Map(parent?.inScope ?? [["xml", XML_NAMESPACE]]);
    for (const [key, value] of pairs) {
      if (key === "xmlns") inScope.set("", value);
      else if (key.startsWith("xmlns:")) inScope.set(declared(key.slice(6), value), value);
    }
    if (inScope.size > MAX_NAMESPACES) throw malformed();
    const attributes = pairs
      .filter(([key]) => key !== "xmlns" && !key.startsWith("xmlns:"))
      .map(([key, value]): XmlAttribute => {
        const [prefix, localName] = split(key);
        return { name: key, localName, namespace: prefix === "" ? "" : resolve(inScope, prefix), value };
      });
    const isTwice =
      new Set(pairs.map(([key]) => key)).size !== pairs.length ||
      new Set(attributes.map((one) => `${one.namespace} ${one.localName}`)).size !== attributes.length;
    if (isTwice) throw malformed();
    const [prefix, localName] = split(name);
    const namespace = prefix === "" ? (inScope.get("") ?? "") : resolve(inScope, prefix);
    return {
      element: { name, prefix, localName, namespace, attributes, inScope, children: [] },
      isEmpty: slash === "/",
    };
  }
}

function split(name: string): [prefix: string, localName: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function declared(prefix: string, namespace: string): string {
  if (prefix === "xml" || prefix === "xmlns" || namespace === "") throw malformed();
  return prefix;
}

function resolve(inScope: ReadonlyMap<string, string>, prefix: string): string {
  const namespace = inScope.get(prefix);
  if (namespace === undefined) throw malformed();
  return namespace;
}

/** Written white space becomes a space; white space by number stays (XML 1.0, 3.3.3). */
const attributeValue = (written: string): string => unescaped(written.replace(/[\t\n]/g, " "));

function unescaped(written: string): string {
  return written.replace(/&([^;]*);?/g, (whole, name: string) => {
    if (!whole.endsWith(";")) throw malformed();
    const known = PREDEFINED[name];
    if (known !== undefined && Object.hasOwn(PREDEFINED, name)) return known;
    const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    if (!code) throw malformed();
    const point = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16);
    const sign = point <= 0x10ffff ? String.fromCodePoint(point) : "\0";
    if (FORBIDDEN.test(sign)) throw malformed();
    return sign;
  });
}
