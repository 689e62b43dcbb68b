import { digest } from "../../schema/canonical.ts";
import type { WireIdvSessionConfig, WireListedSessionConfig } from "../../schema/generated/wire.ts";
import type { IdvSessionConfigInputs } from "../../schema/idv-session-config-inputs.ts";

/**
 * The create request of a declared session configuration.
 *
 * @param inputs of any validity, defaults filled in
 */
export const wireConfig = ({
  name,
  isPrivate,
  sessionConfig,
}: IdvSessionConfigInputs): WireIdvSessionConfig =>
  ({ name, is_private: isPrivate, session_config: sessionConfig }) as WireIdvSessionConfig;

/** Digest of a session configuration's content; the order of its keys does not matter. */
export const contentDigest = (sessionConfig: object): string => digest(sessionConfig);

/** Digest of what the service tells of a configuration but its name; undefined where it does not tell the content. */
export const listedDigest = ({ session_config, is_private }: WireListedSessionConfig): string | undefined =>
  session_config ? digest([session_config, is_private ?? null]) : undefined;
