import type { WireListedSessionConfig } from "../../schema/generated/wire.ts";
import { ApiError, ForbiddenError, YotiSignError } from "../../sdk/client/index.ts";
import { RefusedError } from "../refusal.ts";
import type { Service } from "../runtime.ts";

/**
 * The service may have created a session configuration, and does not list it yet. The next run looks for it before it
 * creates one.
 */
export class CreationInDoubtError extends YotiSignError {
  override get name() {
    return "CreationInDoubtError" as const;
  }
  readonly code = "CREATION_IN_DOUBT";
}

const quoted = (name: string): string => `session configuration ${JSON.stringify(name)}`;

/** Why what is listed under the declared name is not taken over. */
export function nameTaken(
  { host }: Service,
  name: string,
  listed: WireListedSessionConfig | undefined,
): RefusedError {
  const use = `or use that one as it is: write its name in sessionConfigName, and declare none`;
  if (listed?.is_custom === false)
    return new RefusedError(
      `Every account at ${host} has a ${quoted(name)} of Yoti's own. Nothing was created. Give this one another name, ${use}`,
    );
  const what =
    listed === undefined
      ? "and this run's key may not see it"
      : listed.session_config
        ? "with other content than is declared, and the API cannot change one"
        : "and it does not tell its content (does a proxy drop the body of a GET?)";
  return new RefusedError(
    `There is a ${quoted(name)} at ${host} already, ${what}. Nothing was created. Give this one another name, ${use}`,
  );
}

/** The client's words are about envelopes; these say what a refusal means for a session configuration. */
export function explained(
  error: unknown,
  { host, account }: Service,
  doing: "list" | "create",
  kept: string,
): unknown {
  if (error instanceof ForbiddenError)
    return new RefusedError(
      `${host} does not let the key of this run (fingerprint ${account}) ${doing} session configurations: it answered ` +
        `403. Use the key of an account that may verify identities, or ask Yoti to allow it. ${kept}`,
      { cause: error },
    );
  if (doing === "create" && error instanceof ApiError && [400, 413, 422].includes(error.status)) {
    const details = error.details.length > 0 ? ` (${error.details.join(", ")})` : "";
    return new RefusedError(
      `${host} answered ${error.status}${details} to the session configuration. Correct sessionConfig, which is in the ` +
        `words of Yoti's identity verification API. ${kept}`,
      { cause: error },
    );
  }
  return error;
}
