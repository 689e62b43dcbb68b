import type { WireIdvSessionConfig, WireListedSessionConfig } from "../../schema/generated/wire.ts";
import type { IdentifiedIdvSessionConfigInputs } from "../../schema/idv-session-config-inputs.ts";
import type { IdvSessionConfigState } from "../../schema/idv-session-config-state.ts";
import { ConflictError, OutcomeUnknownError, ValidationError } from "../../sdk/client/index.ts";
import { assertAlive } from "../engine.ts";
import type { Runtime, Service } from "../runtime.ts";
import { configIssues } from "./check.ts";
import { listedAs } from "./listing.ts";
import { CreationInDoubtError, explained, nameTaken } from "./refusals.ts";
import { contentDigest, listedDigest, wireConfig } from "./wire-config.ts";

const nothingCreated = "Nothing was created";

/** How long the service is left to list what it may have created, in milliseconds, before each look. */
const looks = [0, 1000, 2000, 4000];

/**
 * Makes a declared session configuration exist: takes over the one that is listed under its name with its content, or
 * creates it. Creating cannot be undone and must not be repeated, so the list is asked first, and again where an answer
 * was lost.
 *
 * @throws ValidationError, ConfigError, RefusedError: nothing was created; CreationInDoubtError: perhaps it was; the
 * client's errors
 */
export async function createConfig(
  runtime: Runtime,
  inputs: IdentifiedIdvSessionConfigInputs,
): Promise<IdvSessionConfigState> {
  // Policies may have changed it since it was checked.
  const issues = configIssues(inputs);
  if (issues.length > 0) throw new ValidationError("The session configuration cannot be created", issues);
  const service = runtime.service(inputs.account);
  const config = wireConfig(inputs);
  const there = await listedAs(service, config.name).catch((error) => {
    throw explained(error, service, "list", nothingCreated);
  });
  if (there.length === 0) return stateOf(service, inputs, await create(runtime, service, config));
  const own = theDeclared(service, config, there);
  const message = `${service.host} has this session configuration already: taken over, nothing was created`;
  runtime.engine.show({ severity: "info", message, urn: inputs.identity });
  return stateOf(service, inputs, own);
}

/** @returns how the service lists it; undefined where it does not do so yet */
async function create(
  runtime: Runtime,
  service: Service,
  config: WireIdvSessionConfig,
): Promise<WireListedSessionConfig | undefined> {
  try {
    await service.client.idv.createSessionConfig(config, {
      beforeSending: () => assertAlive(runtime.engine),
    });
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return await settled(runtime, service, config, error);
    // Somebody was faster, or has the name where this key does not see it.
    if (error instanceof ConflictError)
      return theDeclared(service, config, await listedAs(service, config.name));
    throw explained(error, service, "create", nothingCreated);
  }
  // It is there. This is only about the service's own way of writing it, to know a change from a spelling.
  const [listed] = await listedAs(service, config.name).catch(() => []);
  return listed;
}

/** Finds out what became of a request whose answer was lost. */
async function settled(
  runtime: Runtime,
  service: Service,
  config: WireIdvSessionConfig,
  lost: OutcomeUnknownError,
): Promise<WireListedSessionConfig> {
  for (const pause of looks) {
    await runtime.wait(pause);
    const listed = await listedAs(service, config.name).catch(() => undefined);
    if (listed === undefined) break;
    if (listed.length > 0) return theDeclared(service, config, listed);
  }
  const what = lost.status === undefined ? "the answer was lost" : `it answered ${lost.status}`;
  throw new CreationInDoubtError(
    `It is not known whether ${service.host} created session configuration ${JSON.stringify(config.name)}: ${what}, and ` +
      "it is not listed so far. The next `pulumi up` looks for it before it creates anything",
    { cause: lost },
  );
}

/**
 * The one of those listed that is as declared.
 *
 * @throws RefusedError when there is none
 */
function theDeclared(
  service: Service,
  config: WireIdvSessionConfig,
  listed: WireListedSessionConfig[],
): WireListedSessionConfig {
  const content = contentDigest(config.session_config);
  const same = listed.find(
    ({ is_custom, is_private, session_config }) =>
      is_custom !== false &&
      session_config &&
      contentDigest(session_config) === content &&
      (is_private ?? config.is_private) === config.is_private,
  );
  if (same) return same;
  throw nameTaken(service, config.name, listed[0]);
}

function stateOf(
  { host, account }: Service,
  inputs: IdentifiedIdvSessionConfigInputs,
  listed: WireListedSessionConfig | undefined,
): IdvSessionConfigState {
  const { name, is_private, session_config } = wireConfig(inputs);
  return {
    name,
    isPrivate: is_private,
    status: "LISTED",
    identity: inputs.identity,
    host,
    account,
    ...(inputs.account !== undefined && { accountName: inputs.account }),
    declared: contentDigest(session_config),
    listed: (listed && listedDigest(listed)) ?? listedDigest({ name, is_private, session_config }) ?? "",
  };
}
