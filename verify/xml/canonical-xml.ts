import type { XmlAttribute, XmlElement } from "./xml-element.ts";

/** How an element is written down before it is hashed. */
export interface Canonicalisation {
  /** Exclusive (only the namespaces that are used) or inclusive (all that hold). */
  readonly isExclusive: boolean;
  /** Prefixes that are treated inclusively all the same. */
  readonly inclusivePrefixes: readonly string[];
}

/**
 * Canonical XML without comments (https://www.w3.org/TR/xml-exc-c14n/, https://www.w3.org/TR/xml-c14n).
 *
 * @param without is left out with all below it: the signature itself
 */
export const canonicalXml = (element: XmlElement, how: Canonicalisation, without?: XmlElement): string =>
  write(element, new Map([["", ""]]), how, without);

function write(
  element: XmlElement,
  rendered: ReadonlyMap<string, string>,
  how: Canonicalisation,
  without: XmlElement | undefined,
): string {
  const now = new Map(rendered);
  const declarations: string[] = [];
  for (const prefix of wantedPrefixes(element, how).toSorted()) {
    const namespace = element.inScope.get(prefix) ?? "";
    if (prefix === "xml" || now.get(prefix) === namespace || (prefix !== "" && namespace === "")) continue;
    now.set(prefix, namespace);
    declarations.push(` xmlns${prefix && `:${prefix}`}="${escapedAttribute(namespace)}"`);
  }
  const attributes = element.attributes
    .toSorted(byName)
    .map(({ name, value }) => ` ${name}="${escapedAttribute(value)}"`);
  const content = element.children.map((child) => {
    if (typeof child === "string") return escapedText(child);
    return child === without ? "" : write(child, now, how, without);
  });
  const { name } = element;
  return `<${name}${declarations.join("")}${attributes.join("")}>${content.join("")}</${name}>`;
}

function wantedPrefixes(element: XmlElement, { isExclusive, inclusivePrefixes }: Canonicalisation): string[] {
  if (!isExclusive) return [...new Set(["", ...element.inScope.keys()])];
  const used = element.attributes.flatMap(({ name }) =>
    name.includes(":") ? (name.split(":")[0] ?? "") : [],
  );
  const inclusive = inclusivePrefixes.filter((prefix) => element.inScope.has(prefix));
  return [...new Set([element.prefix, ...used, ...inclusive])];
}

/** By namespace, then by name; those in no namespace come first. */
const byName = (a: XmlAttribute, b: XmlAttribute): number =>
  compared(a.namespace, b.namespace) || compared(a.localName, b.localName);

const compared = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const escapedText = (text: string): string => text.replace(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);

const escapedAttribute = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};
