import type { Reading } from "../document-facts.ts";
import type { DocumentTraits } from "../document-traits.ts";
import type { PagePicture, PictureRequest } from "../picture/page-picture.ts";
import type { PdfText } from "../text/document-text.ts";

/** What the thread is asked to do with a PDF, beside its bytes. */
export type PdfTask =
  | { readonly task: "facts" }
  | { readonly task: "text" }
  | { readonly task: "traits" }
  | { readonly task: "picture"; readonly request: PictureRequest };

/** What each task gives when the PDF is not refused. */
export interface PdfAnswers {
  facts: Reading;
  text: PdfText;
  traits: DocumentTraits;
  picture: PagePicture;
}
