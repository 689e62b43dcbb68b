/**
 * What the content of a document holds beside its pages: what somebody may want to know before it is e-mailed. What is
 * undefined is not known, which is never the same as none.
 */
export interface DocumentTraits {
  /**
   * Whether a PDF has scripts: of the document, a page, an annotation, a bookmark, a form field, an XFA form or a 3D
   * model, in whatever language. False for .docx, which has no place for them; undefined for .doc.
   */
  readonly javaScript: boolean | undefined;
  /** Whether a Word file has macros (a project in VBA). False for PDFs; undefined for a .doc of Word 6 and 95. */
  readonly macros: boolean | undefined;
  /**
   * The names of the files inside: attached to the document, to a page or to an annotation, or embedded in a .docx.
   * As the file has them, sorted; "" for a file without a name. Undefined for .doc.
   */
  readonly attachments: readonly string[] | undefined;
  /** How many digital signatures there are; what is added to the document may break them. Undefined for .doc. */
  readonly signatures: number | undefined;
  /**
   * How many fields of a PDF's form can be filled in: neither read-only nor buttons that only do something, nor
   * signatures; a group of radio buttons is one. Undefined for Word files.
   */
  readonly formFields: number | undefined;
  /** Notes, highlights, stamps and drawings on the pages of a PDF; the comments of a .docx. Undefined for .doc. */
  readonly comments: number | undefined;
  /** Insertions, deletions, moves and changes of format in a .docx that nobody accepted yet. 0 for PDFs; undefined for .doc. */
  readonly trackedChanges: number | undefined;
  /**
   * Each font once, sorted by name: those that draw visible text on the pages of a PDF or in its annotations; those that
   * a .docx declares. Undefined for .doc.
   */
  readonly fonts: readonly FontTraits[] | undefined;
  /** The pages of a PDF, in order. Undefined for Word files. */
  readonly pages: readonly PageTraits[] | undefined;
}

/** A font of a document. */
export interface FontTraits {
  /** Without the six letters that mark a subset; "" for a PDF's Type 3 font without a name. */
  readonly name: string;
  /** Whether the document brings it along; everybody sees the same letters then. */
  readonly embedded: boolean;
}

/** What a page of a PDF shows. A scan that cannot be searched has a picture share near 1 and no characters. */
export interface PageTraits {
  /** From 1. */
  readonly number: number;
  /** Characters within the crop box, white space left out. Hidden ones count: those that text recognition adds. */
  readonly characters: number;
  /** How much of the crop box pictures take, 0 to 1, in hundredths. Whatever is drawn over them does not count. */
  readonly pictureShare: number;
}
