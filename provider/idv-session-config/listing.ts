import type { WireListedSessionConfig } from "../../schema/generated/wire.ts";
import type { Service } from "../runtime.ts";

/**
 * What the service lists under a name, content included. More than one where others of the organisation use the name
 * too.
 *
 * @throws the client's errors
 */
export async function listedAs(service: Service, name: string): Promise<WireListedSessionConfig[]> {
  const all = await service.client.idv.listSessionConfigs({ detailed: true });
  return all.filter((entry) => entry.name === name);
}
