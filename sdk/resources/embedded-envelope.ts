import * as pulumi from "@pulumi/pulumi";
import type { DocumentState, EnvelopeStatus, RecipientState } from "../../schema/envelope-state.ts";
import { declare } from "./declared-envelope.ts";
import type { EmbeddedEnvelopeArgs } from "./envelope-args.ts";
import { withoutPromiseTraces } from "./promise-traces.ts";
import { type EnvelopeType, registration } from "./registration.ts";

const type: EnvelopeType = {
  name: "EmbeddedEnvelope",
  token: "pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope",
  providerText: 'exports.handler=()=>require("pulumi-yotisign/provider").embeddedEnvelope;',
};

/**
 * An envelope that people sign on a page of yours, in a frame or by a link that you hand them: nobody is e-mailed but
 * those whose `eventNotifications` say so. In everything else it is an {@link Envelope}: sent once, never silently sent
 * again, replaced or withdrawn.
 *
 * @example
 * ```ts
 * const lease = new EmbeddedEnvelope("lease", {
 *   name: "Lease",
 *   documents: ["lease.pdf"],
 *   recipients: [
 *     { role: "Tenant", name: "Tia Example", email: "tia@example.com", tags: [{ type: "signature", place: { near: "Tenant:" } }] },
 *   ],
 *   branding: { logo: "logo.png", primaryColor: "#2d9fff" },
 * });
 * export const tenantSignsAt = lease.signingUrls.Tenant;
 * ```
 */
export class EmbeddedEnvelope extends pulumi.CustomResource {
  /** Lets policy packs recognise an embedded envelope. */
  static readonly __pulumiType: string = type.token;

  /** Whether a value is an embedded envelope, also one made by another copy of this package. */
  static override isInstance(value: unknown): value is EmbeddedEnvelope {
    return (value as Partial<Record<"__pulumiType", unknown>> | undefined)?.__pulumiType === type.token;
  }

  /**
   * Where each signer signs, by recipient key: a secret, since whoever has such an address can sign as that person. A
   * link expires; `yotisign extend` lets it live anew, under the same address. Empty where the answer with the links was
   * lost.
   */
  declare readonly signingUrls: pulumi.Output<Record<string, string>>;
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
   * Declares an embedded envelope.
   *
   * @param name the resource's name in the stack. Renaming it needs an alias; otherwise the envelope is withdrawn
   * @param args what is to be signed, by whom, in which order; checked in full before anything is sent
   * @param opts Pulumi's resource options; `import` cannot work for it (use `adopt`), and it is always deleted before
   * it is replaced
   * @throws Error when an option asks for what cannot be; RunError when Node is too old
   */
  constructor(name: string, args: EmbeddedEnvelopeArgs, opts: pulumi.CustomResourceOptions = {}) {
    const registered = registration(type, name, args, opts);
    using _traces = withoutPromiseTraces();
    super(type.token, name, { ...registered.props, signingUrls: undefined }, registered.opts);
    declare(this, args);
  }
}
