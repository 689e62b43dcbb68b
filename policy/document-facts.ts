import type { PageFacts } from "../document/document-facts.ts";
import type { PageText } from "../document/text/page-text.ts";

/** A page of a document, as a rule may know it. */
export interface PolicyPage extends PageFacts {
  /** Its text with positions; undefined where it was not read. */
  readonly text: PageText | undefined;
  /** How much of the page pictures cover, 0 to 1; undefined where that is not known. */
  readonly pictureShare: number | undefined;
}

/**
 * A document, as a rule may know it. What could not be found out is undefined: a rule that needs it says that it does
 * not apply, and never takes it for nothing.
 */
export interface PolicyDocument {
  /** The name signers see. */
  readonly name: string;
  /** As it is declared, relative to the program's folder. */
  readonly path: string;
  readonly kind: "pdf" | "docx" | "doc";
  readonly bytes: number;
  /** Of the whole file, in lower-case hex. */
  readonly sha256: string;
  /** In order; undefined for Word files. */
  readonly pages: readonly PolicyPage[] | undefined;
  /** The whole text, pages or paragraphs joined by line ends; undefined where it cannot be read. */
  readonly text: string | undefined;
  readonly encrypted: boolean | undefined;
  readonly javaScript: boolean | undefined;
  /** Names of files that are attached to it. */
  readonly attachments: readonly string[] | undefined;
  /** Digital signatures that are in it already. */
  readonly signatures: number | undefined;
  /** Fonts that its text uses. */
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[] | undefined;
}
