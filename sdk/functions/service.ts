import * as pulumi from "@pulumi/pulumi";
import {
  ConfigError,
  readServiceSettings,
  SharedClients,
  serviceAccess,
  type YotiSignClient,
} from "../client/index.ts";
import { currentProgram } from "./program.ts";

const clients = new SharedClients();

/**
 * The client for one of the stack's accounts, with service and key chosen as for the stack's envelopes.
 *
 * @param account its name; undefined where the stack has one
 * @returns undefined in a preview without a service or a key, of which the program is warned once
 * @throws ConfigError a setting is wrong; in an update, also where it is missing
 */
export function serviceClient(account: string | undefined): YotiSignClient | undefined {
  const access = accessTo(account);
  return access && clients.client(access);
}

function accessTo(account: string | undefined): { baseUrl: string; apiKey: string } | undefined {
  const config = new pulumi.Config("yotisign");
  const settings = readServiceSettings((key) => config.get(key.replace("yotisign:", "")));
  try {
    return serviceAccess(settings, account);
  } catch (error) {
    if (!(error instanceof ConfigError && pulumi.runtime.isDryRun())) throw error;
    warnOnce(
      `Nothing is read from Yoti Sign in this preview; what it would say is unknown. ${error.message}`,
    );
    return undefined;
  }
}

function warnOnce(message: string): void {
  const program = currentProgram();
  if (program.warned) return;
  program.warned = true;
  void pulumi.log.warn(message);
}
