import * as pulumi from "@pulumi/pulumi";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import type { DocumentState, EnvelopeStatus, RecipientState } from "../../schema/envelope-state.ts";
import { assertNodeVersion } from "../node-version.ts";
import type { DocumentArgs, EnvelopeArgs } from "./envelope-args.ts";

const type = "pulumi-nodejs:dynamic/yotisign:Envelope";

/**
 * The whole program text that Pulumi keeps for an envelope. Old states call it for ever, so it never changes; what it
 * loads is the installed package, so a new release reaches every envelope without touching any.
 */
const providerText = 'exports.handler=()=>require("pulumi-yotisign/provider").envelope;';

/**
 * An envelope: documents sent to people for signature. Declaring it sends it, once; the people are e-mailed when
 * `pulumi up` runs. A sent envelope does not change: a changed declaration is refused unless `supersedes` names the
 * envelope to withdraw, and an envelope that is no longer declared is withdrawn, which e-mails every signer.
 *
 * @example
 * ```ts
 * const nda = new Envelope("nda", {
 *   name: "Mutual NDA",
 *   emails: { invitation: { body: { message: "Please sign our NDA." } } },
 *   documents: ["nda.pdf"],
 *   recipients: [
 *     { name: "Ada Example", email: "ada@example.com", tags: [{ type: "signature", pageNumber: 2, x: 0.1, y: 0.8 }] },
 *   ],
 * });
 * export const signedDocumentsUrl = nda.signedDocumentsUrl;
 * ```
 */
export class Envelope extends pulumi.CustomResource {
  /** Lets policy packs recognise an envelope. */
  static readonly __pulumiType: string = type;

  /** Whether a value is an envelope, also one made by another copy of this package. */
  static override isInstance(value: unknown): value is Envelope {
    return (value as Partial<Record<"__pulumiType", unknown>> | undefined)?.__pulumiType === type;
  }

  /** The service's id of the envelope, a UUID; the same as `id`. */
  declare readonly envelopeId: pulumi.Output<string>;
  /** How far it is, as of the last `up` or `refresh`. */
  declare readonly status: pulumi.Output<EnvelopeStatus>;
  /** How far each recipient is; a preview shows the declared recipients instead. */
  declare readonly recipients: pulumi.Output<RecipientState[]>;
  /** The documents as they were sent; a preview shows what it found out about the files. */
  declare readonly documents: pulumi.Output<DocumentState[]>;
  /** Where the signed documents are once everyone has signed: the API's own URL, which needs the key. Null before. */
  declare readonly signedDocumentsUrl: pulumi.Output<string | null>;
  /** When the last person signed, ISO 8601; null before. */
  declare readonly completedAt: pulumi.Output<string | null>;
  /** When it was withdrawn, ISO 8601; null unless it was. */
  declare readonly archivedAt: pulumi.Output<string | null>;

  /**
   * Declares an envelope.
   *
   * @param name the resource's name in the stack. Renaming it needs an alias; otherwise the envelope is withdrawn
   * @param args what to send, to whom, in which order; checked in full before anything is sent
   * @param opts Pulumi's resource options; `import` cannot work for it (use `adopt`), and it is always deleted before
   * it is replaced
   * @throws Error when an option asks for what cannot be; RunError when Node is too old
   */
  constructor(name: string, args: EnvelopeArgs, opts: pulumi.CustomResourceOptions = {}) {
    assertNodeVersion();
    if (opts.import)
      throw new Error(
        `Envelope "${name}": the import option cannot work here; set adopt: "<id>" in its arguments`,
      );
    if (opts.id)
      throw new Error(
        `Envelope "${name}": an envelope cannot be read by its id alone (the id option); set adopt: "<id>" to take it over`,
      );
    if (opts.deleteBeforeReplace === false)
      throw new Error(
        `Envelope "${name}": deleteBeforeReplace: false would send the new envelope before the old one is withdrawn; leave it out`,
      );
    // A program without types may pass nothing: the provider says what is missing.
    const { documents, ...rest } = args ?? ({} as EnvelopeArgs);
    super(
      type,
      name,
      {
        ...rest,
        documents: pulumi.output(documents).apply(plainDocuments),
        identity: pulumi.createUrn(name, type, opts.parent),
        __provider: providerText,
        envelopeId: undefined,
        status: undefined,
        signedDocumentsUrl: undefined,
        completedAt: undefined,
        archivedAt: undefined,
      },
      // Where Pulumi is told to replace (--replace, --target-replace, a taint) no diff says in which order: creating
      // first would send a second envelope beside the first.
      { ...opts, deleteBeforeReplace: true },
    );
  }
}

function plainDocuments(documents: DocumentArgs[]): DocumentInputs[] | Promise<DocumentInputs[]> {
  // Whatever else a program without types passes is the provider's to refuse, with all that is wrong at once.
  if (!Array.isArray(documents)) return documents;
  return Promise.all(
    documents.map(async (document) => {
      if (typeof document === "string") return { path: document };
      return pulumi.asset.FileAsset.isInstance(document)
        ? { path: await (document as pulumi.asset.FileAsset).path }
        : (document as DocumentInputs);
    }),
  );
}
