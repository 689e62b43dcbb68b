import type * as pulumi from "@pulumi/pulumi";
import type {
  BrandingInputs,
  DocumentInputs,
  EmbeddedEnvelopeInputs,
  EnvelopeInputs,
} from "../../schema/envelope-inputs.ts";

/** A plain value in which every part may also come from another resource. */
type Inputs<T> = pulumi.Input<
  T extends (infer Item)[] ? Inputs<Item>[] : T extends object ? { [Key in keyof T]: Inputs<T[Key]> } : T
>;

/**
 * A document by its path, relative to the program's folder. A `FileAsset` is taken for its path. With `sha256` the
 * file must be the one that was reviewed: another is refused.
 */
export type DocumentArgs =
  | string
  | pulumi.asset.FileAsset
  | Pick<DocumentInputs, "path" | "fileName" | "sha256">;

/** What an {@link Envelope} is declared with. */
export type EnvelopeArgs = {
  [Key in keyof Omit<EnvelopeInputs, "documents">]: Inputs<EnvelopeInputs[Key]>;
} & {
  /** The files to sign, in their order: 1 to 20, together at most 20 MB, each .pdf, .docx or .doc. */
  documents: pulumi.Input<pulumi.Input<DocumentArgs>[]>;
};

/** What an {@link EmbeddedEnvelope} is declared with: what an envelope is, and how its signing page looks. */
export type EmbeddedEnvelopeArgs = EnvelopeArgs & {
  /** The colours of the signing page, and a logo by its path. Default: the service's own. */
  branding?: Inputs<BrandingInputs>;
  /** Where your page goes once somebody has signed, and where signing failed; https. */
  parentRedirectUrls?: Inputs<EmbeddedEnvelopeInputs["parentRedirectUrls"]>;
};
