import type { Refusal } from "../document-error.ts";
import type { Reading } from "../document-facts.ts";
import type { DocumentTraits } from "../document-traits.ts";
import type { PagePicture, PictureRequest } from "../picture/page-picture.ts";
import type { PdfText } from "../text/document-text.ts";

/** What the thread is asked to do with a PDF, beside its bytes. `overlay`: to lay its first page over a PNG. */
export type PdfTask =
  | { readonly task: "facts" }
  | { readonly task: "text" }
  | { readonly task: "traits" }
  | { readonly task: "pictures"; readonly requests: readonly PictureRequest[] }
  | { readonly task: "overlay"; readonly picture: Uint8Array };

/** What each task gives when the PDF is not refused. */
export interface PdfAnswers {
  facts: Reading;
  text: PdfText;
  traits: DocumentTraits;
  /** One for each request, in their order. */
  pictures: (PagePicture | Refusal)[];
  /** The PNG with the PDF's first page over it. */
  overlay: Uint8Array;
}
