/** An attribute that is no namespace declaration. */
export interface XmlAttribute {
  /** With its prefix, as written. */
  readonly name: string;
  readonly localName: string;
  /** Empty when it is in none. */
  readonly namespace: string;
  readonly value: string;
}

/** An element with what was written in it; comments are left out, as canonical XML leaves them out. */
export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** All namespaces that hold here, by prefix; "" is the default one. */
  readonly inScope: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

/** The child elements of a name. */
export const childrenOf = (element: XmlElement, namespace: string, localName: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement =>
      typeof child !== "string" && child.namespace === namespace && child.localName === localName,
  );

/** The one child of a name; undefined when there is none, or more. */
export function childOf(element: XmlElement, namespace: string, localName: string): XmlElement | undefined {
  const [child, ...others] = childrenOf(element, namespace, localName);
  return others.length === 0 ? child : undefined;
}

/** The element and all below it. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== "string") yield* descendants(child);
}

/** The value of an attribute in no namespace. */
export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((attribute) => attribute.namespace === "" && attribute.localName === name)?.value;

/** The text directly in an element. */
export const textOf = (element: XmlElement): string =>
  element.children.filter((child) => typeof child === "string").join("");
