import * as pulumi from "@pulumi/pulumi";
import type { DocumentState, EnvelopeStatus, RecipientState } from "../../schema/envelope-state.ts";
import { declare } from "./declared-envelope.ts";
import type { EnvelopeArgs } from "./envelope-args.ts";
import { withoutPromiseTraces } from "./promise-traces.ts";
import { type EnvelopeType, registration } from "./registration.ts";

const type: EnvelopeType = {
  name: "Envelope",
  token: "pulumi-nodejs:dynamic/yotisign:Envelope",
  providerText: 'exports.handler=()=>require("pulumi-yotisign/provider").envelope;',
};

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
  static readonly __pulumiType: string = type.token;

  /** Whether a value is an envelope, also one made by another copy of this package. */
  static override isInstance(value: unknown): value is Envelope {
    return (value as Partial<Record<"__pulumiType", unknown>> | undefined)?.__pulumiType === type.token;
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
    const registered = registration(type, name, args, opts);
    using _traces = withoutPromiseTraces();
    super(type.token, name, registered.props, registered.opts);
    declare(this, args);
  }
}
