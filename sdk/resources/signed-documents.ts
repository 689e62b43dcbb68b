import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { fileNameOf } from "../../schema/document-names.ts";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import type { DocumentState } from "../../schema/envelope-state.ts";
import type { SentDocument } from "../../schema/signed-documents-inputs.ts";
import type {
  PackState,
  SignedDocumentsStatus,
  SignedFileState,
} from "../../schema/signed-documents-state.ts";
import { assertNodeVersion } from "../node-version.ts";
import { declaredOf } from "./declared-envelope.ts";
import { withoutPromiseTraces } from "./promise-traces.ts";
import { plainDocuments } from "./registration.ts";
import type { SignedDocumentsArgs } from "./signed-documents-args.ts";

const type = "pulumi-nodejs:dynamic/yotisign:SignedDocuments";

/** The whole program text that Pulumi keeps for signed documents. Old states call it for ever. */
const providerText = 'exports.handler=()=>require("pulumi-yotisign/provider").signedDocuments;';

/** A signed document, an attachment or another file of the pack, verified. */
export interface SignedFile {
  /** Its name in the pack: a document's own, `attachments/…`, `cover-sheet.pdf` … */
  name: string;
  /** Where it is, relative to the program's folder, with `/` on every system. */
  path: string;
  /** SHA-256 of the file, in hex. */
  sha256: string;
  /** Where `publish` put it; without one its absolute `file:` URL on the machine that runs the program. */
  url: string;
}

/**
 * The signed documents of an envelope: downloaded once everyone has signed, verified, and put into a folder. Until then
 * there are none, which is no error: the `pulumi up --refresh` after the last signature brings them. A pack that fails
 * verification is an error, and kept aside. No file is ever overwritten or deleted.
 *
 * @example
 * ```ts
 * const nda = new Envelope("nda", { … });
 * const signed = new SignedDocuments("nda-signed", { envelope: nda, directory: "signed" });
 * export const signedNda = signed.files.apply((files) => files.find(({ name }) => name === "nda.pdf")?.url ?? null);
 * ```
 */
export class SignedDocuments extends pulumi.CustomResource {
  /** Lets policy packs recognise signed documents. */
  static readonly __pulumiType: string = type;

  /** Whether a value is signed documents, also one made by another copy of this package. */
  static override isInstance(value: unknown): value is SignedDocuments {
    return (value as Partial<Record<"__pulumiType", unknown>> | undefined)?.__pulumiType === type;
  }

  /** The service's id of the envelope; the same as `id`. */
  declare readonly envelopeId: pulumi.Output<string>;
  /** Whether they are there, as of the last `up` or `refresh`. */
  declare readonly status: pulumi.Output<SignedDocumentsStatus>;
  /** The files of the verified pack, in its order; empty while there is none. */
  declare readonly files: pulumi.Output<SignedFile[]>;
  /** The pack itself, the zip as it was downloaded; null while there is none. */
  declare readonly pack: pulumi.Output<PackState | null>;
  /** When it was verified, ISO 8601; null while there is none. */
  declare readonly verifiedAt: pulumi.Output<string | null>;

  /**
   * Declares that an envelope's signed documents are wanted.
   *
   * @param name the resource's name in the stack
   * @param args whose documents, where they go, and whose signatures are trusted
   * @param opts Pulumi's resource options; `import` and `id` cannot work for it, and need not: files that are there
   * already, and the same, are kept
   * @throws Error when an option asks for what cannot be; RunError when Node is too old
   */
  constructor(name: string, args: SignedDocumentsArgs, opts: pulumi.CustomResourceOptions = {}) {
    assertNodeVersion();
    for (const option of ["import", "id"] as const)
      if (opts[option])
        throw new Error(
          `SignedDocuments ${JSON.stringify(name)}: the ${option} option cannot work here, and is not needed: files ` +
            "that are there already, and the same, are kept; leave the option out",
        );
    using _traces = withoutPromiseTraces();
    super(
      type,
      name,
      {
        ...declaration(name, args),
        identity: pulumi.createUrn(name, type, opts.parent),
        __provider: providerText,
        ...{ status: undefined, files: undefined, pack: undefined, verifiedAt: undefined },
      },
      opts,
    );
    // The state is to be the same whichever machine runs the program, so it has no absolute paths.
    this.files = this.files.apply((files) => (files as SignedFileState[]).map(withUrl));
  }
}

const withUrl = (file: SignedFileState): SignedFile => ({
  ...file,
  url: file.url ?? pathToFileURL(resolve(file.path)).href,
});

/** The arguments with what the envelope tells. A program without types may pass anything: the provider judges it. */
function declaration(name: string, args: SignedDocumentsArgs): pulumi.Inputs {
  const { envelope, documents, ...rest } = args ?? ({} as SignedDocumentsArgs);
  const given =
    documents === undefined ? {} : { documents: pulumi.output(documents).apply(plainDocuments).apply(named) };
  if (envelope === undefined) return { ...rest, ...given };
  const declared = declaredOf(Object(envelope));
  if (!declared)
    throw new Error(
      `SignedDocuments ${JSON.stringify(name)}: envelope is no Envelope of this program; for another give its ` +
        "envelopeId and envelopeStatus",
    );
  const { account } = declared;
  return {
    ...(account !== undefined && { account }),
    documents: pulumi
      .all([pulumi.output(declared.documents).apply(plainDocuments), envelope.documents])
      .apply(([own, sent]) => asSent(own, sent)),
    ...rest,
    ...given,
    envelopeId: envelope.envelopeId,
    envelopeStatus: envelope.status,
  };
}

/** The documents as they were sent, each with the path under which the program has it now. */
const asSent = (own: DocumentInputs[], sent: (DocumentState & Partial<DocumentInputs>)[]): SentDocument[] =>
  sent.map(({ name, sha256, ...found }) => {
    // A preview shows what it found out about the files, which is in the form of inputs.
    const fileName = name ?? fileNameOf(found as DocumentInputs);
    const path = own.find((document) => fileNameOf(document) === fileName)?.path;
    return { fileName, ...(path !== undefined && { path }), ...(sha256 !== undefined && { sha256 }) };
  });

const named = (documents: DocumentInputs[]): SentDocument[] =>
  Array.isArray(documents)
    ? (documents.map((document) =>
        typeof document?.path === "string" ? { ...document, fileName: fileNameOf(document) } : document,
      ) as SentDocument[])
    : documents;
