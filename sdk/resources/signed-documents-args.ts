import type * as pulumi from "@pulumi/pulumi";
import type { SignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import type { EmbeddedEnvelope } from "./embedded-envelope.ts";
import type { Envelope } from "./envelope.ts";
import type { DocumentArgs } from "./envelope-args.ts";

/** Whose documents: an envelope of this program, or any by its id and status. */
type WhoseDocuments =
  | {
      /** The envelope. Its id, status, documents and account are taken from it. */
      envelope: Envelope | EmbeddedEnvelope;
      envelopeId?: never;
      envelopeStatus?: never;
    }
  | {
      envelope?: never;
      /** The service's id of the envelope, a UUID; an `Envelope`'s output `envelopeId`. */
      envelopeId: pulumi.Input<string>;
      /** How far the envelope is: COMPLETE is what lets the documents be downloaded. */
      envelopeStatus: pulumi.Input<SignedDocumentsInputs["envelopeStatus"]>;
    };

/** What {@link SignedDocuments} is declared with. */
export type SignedDocumentsArgs = WhoseDocuments & {
  /** Where the documents go, relative to the program's folder. Default `signed/<envelope id>`. */
  directory?: pulumi.Input<string>;
  /**
   * The documents as they were sent, to compare the signed ones with: each must be in the pack. Default: those of
   * `envelope`; without one nothing is compared.
   */
  documents?: pulumi.Input<pulumi.Input<DocumentArgs>[]>;
  /**
   * Whose signatures are trusted: paths of PEM files, relative to the program's folder, or `"emulator"`, for an emulator
   * on this machine. Default: `yotisign:trustedRoots`, else the certificate authorities of system and Node.
   */
  roots?: pulumi.Input<"emulator" | pulumi.Input<string>[]>;
  /** As which of the stack's accounts they are downloaded. Default: the envelope's. */
  account?: pulumi.Input<string>;
  /**
   * A program and its arguments that puts one file where people get it, and prints its https URL as its last line. It
   * is run once for each verified file, in the program's folder, with the file's path as a last argument; run again, it
   * must do the same again. Default: none, and `url` is a `file:` one.
   */
  publish?: pulumi.Input<pulumi.Input<string>[]>;
};
