import * as pulumi from "@pulumi/pulumi";
import type { IdvSessionConfigStatus } from "../../schema/idv-session-config-state.ts";
import { assertNodeVersion } from "../node-version.ts";
import type { IdvSessionConfigArgs } from "./idv-session-config-args.ts";
import { withoutPromiseTraces } from "./promise-traces.ts";

const type = "pulumi-nodejs:dynamic/yotisign:IdvSessionConfig";

/** The whole program text that Pulumi keeps for a session configuration. Old states call it for ever. */
const providerText = 'exports.handler=()=>require("pulumi-yotisign/provider").idvSessionConfig;';

/**
 * A session configuration: what an identity verification asks of a recipient. The API can create and list them, and
 * neither change nor remove one: another content needs another name, and what is no longer declared stays at the
 * service. One that is there already, with the declared content, is taken over.
 *
 * @example
 * ```ts
 * const passport = new IdvSessionConfig("passport", {
 *   name: "Passport and selfie",
 *   sessionConfig: { requested_checks: [{ type: "LIVENESS", config: { liveness_type: "ZOOM", max_retries: 3 } }] },
 * });
 * new Envelope("nda", {
 *   // …
 *   recipients: [{ …, authType: "idv", verification: { idv: { sessionConfigName: passport.name } } }],
 * });
 * ```
 */
export class IdvSessionConfig extends pulumi.CustomResource {
  /** Lets policy packs recognise a session configuration. */
  static readonly __pulumiType: string = type;

  /** Whether a value is a session configuration, also one made by another copy of this package. */
  static override isInstance(value: unknown): value is IdvSessionConfig {
    return (value as Partial<Record<"__pulumiType", unknown>> | undefined)?.__pulumiType === type;
  }

  /** Its name; the same as `id`. An envelope that takes it from here is sent after the configuration is there. */
  declare readonly name: pulumi.Output<string>;
  /** Whether only the API key that created it can use it. */
  declare readonly isPrivate: pulumi.Output<boolean>;
  /** Whether the service has it, as of the last `up` or `refresh`. */
  declare readonly status: pulumi.Output<IdvSessionConfigStatus>;

  /**
   * Declares a session configuration.
   *
   * @param name the resource's name in the stack; what envelopes give is the `name` in `args`
   * @param args checked in full before anything is created
   * @param opts Pulumi's resource options; `import` and `id` cannot work for it, and need not: declared as it is at the
   * service, it is taken over
   * @throws Error when an option asks for what cannot be; RunError when Node is too old
   */
  constructor(name: string, args: IdvSessionConfigArgs, opts: pulumi.CustomResourceOptions = {}) {
    assertNodeVersion();
    for (const option of ["import", "id"] as const)
      if (opts[option])
        throw new Error(
          `IdvSessionConfig "${name}": the ${option} option cannot work here, and is not needed: declared as it is ` +
            "at the service, a session configuration is taken over; leave the option out",
        );
    using _traces = withoutPromiseTraces();
    super(
      type,
      name,
      {
        isPrivate: undefined,
        ...args,
        identity: pulumi.createUrn(name, type, opts.parent),
        __provider: providerText,
        status: undefined,
      },
      opts,
    );
  }
}
