import type * as pulumi from "@pulumi/pulumi";
import type { DocumentInputs, EnvelopeInputs } from "../../schema/envelope-inputs.ts";

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
