import type * as pulumi from "@pulumi/pulumi";
import type { YotiSignClient } from "../client/client.ts";
import { assertNodeVersion } from "../node-version.ts";

/** What every reading function takes. */
export interface ReadingArgs {
  /**
   * As which of the stack's accounts it is asked, by the name that `yotisign:apiKeys` or `YOTI_SIGN_API_KEY_<NAME>` has
   * for it. Default: the account of `yotisign:apiKey` or `YOTI_SIGN_API_KEY`.
   */
  account?: pulumi.Input<string>;
}

/**
 * Asks the service once the arguments are known. The result is unknown where one of them is, and in a preview without
 * a service or a key; it fails with a RunError, which Pulumi shows without a stack trace.
 *
 * @throws RunError when Node is too old
 */
export function reading<Known extends { account?: string }, Result>(
  args: pulumi.Output<Known>,
  ask: (client: YotiSignClient, args: Known) => Promise<Result>,
): pulumi.Output<Result> {
  assertNodeVersion();
  return args.apply(async (given) => {
    // A program without types may pass nothing: the function says what is missing.
    const known = given ?? ({} as Known);
    // The client takes longest to load, and most programs read nothing.
    const { askService } = await import("./ask-service.ts");
    return await askService(known.account, (client) => ask(client, known));
  }) as pulumi.Output<Result>;
}
