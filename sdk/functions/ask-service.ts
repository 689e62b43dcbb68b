import * as pulumi from "@pulumi/pulumi";
import type { YotiSignClient } from "../client/index.ts";
import { readingFailure } from "./failure.ts";
import { serviceClient } from "./service.ts";

/**
 * Asks the service as one of the stack's accounts.
 *
 * @param account its name; undefined where the stack has one
 * @returns the answer; Pulumi's unknown in a preview without a service or a key
 * @throws RunError in place of every error of the client's
 */
export async function askService<Result>(
  account: string | undefined,
  ask: (client: YotiSignClient) => Promise<Result>,
): Promise<Result> {
  try {
    const client = serviceClient(account);
    return client ? await ask(client) : (pulumi.unknown as Result);
  } catch (error) {
    throw readingFailure(error, account);
  }
}
