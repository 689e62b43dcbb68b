import { isSecret } from "../../schema/pulumi-secret.ts";
import { resourceIn } from "../../schema/urn.ts";
import type { Deployment, ExportedResource } from "../stack-export.ts";
import type { Person, Trace } from "./person.ts";
import type { Place } from "./place.ts";

/** Every path of a state that holds the person. @param deployment decrypted, with its marks, where that was possible */
export function placesInState({ resources = [] }: Deployment, person: Person): Place[] {
  return resources.flatMap((resource) =>
    (["inputs", "outputs"] as const).flatMap((part) =>
      found(resource[part], part, person, false).map(
        ({ path, holds, encrypted }): Place => ({
          kind: "state",
          where: `${resourceIn(resource.urn)}: ${path}`,
          holds,
          encrypted,
          remedy: remedyFor(resource),
        }),
      ),
    ),
  );
}

interface Found {
  path: string;
  holds: Trace[];
  encrypted: boolean;
}

function found(value: unknown, path: string, person: Person, encrypted: boolean): Found[] {
  if (typeof value === "string" || typeof value === "number") {
    const holds = person.tracesIn(String(value));
    return holds.length > 0 ? [{ path, holds, encrypted }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  if (isSecret(value))
    return typeof value.plaintext === "string" ? found(JSON.parse(value.plaintext), path, person, true) : [];
  return Object.entries(value).flatMap(([key, child]) =>
    found(child, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, person, encrypted),
  );
}

function remedyFor({ type, urn, outputs }: ExportedResource): string {
  const name = resourceIn(urn);
  if (type === "pulumi:pulumi:Stack") return "remove it from the program's exports, and run `pulumi up`";
  if (!/yotisign:(Embedded)?Envelope$/.test(type)) return "remove it from the program, and run `pulumi up`";
  return outputs?.status === "COMPLETE"
    ? `yotisign close ${name}, and remove it from the program`
    : `remove ${name} from the program, and run \`pulumi up\`, which withdraws it and e-mails every signer`;
}
