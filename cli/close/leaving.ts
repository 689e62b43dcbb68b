import { resourceIn } from "../../schema/urn.ts";
import type { Deployment, ExportedResource } from "../stack-export.ts";

const signedDocuments = "pulumi-nodejs:dynamic/yotisign:SignedDocuments";

/** What leaves a state together with an envelope, or why the envelope cannot, as the end of `nda: …`. */
export type Leaving = { with: readonly string[] } | { why: string };

/**
 * Which resources leave the state with an envelope: `SignedDocuments` that depend on it, whose files stay. Anything else
 * that depends on it would be left without what it is made from, which Pulumi refuses.
 *
 * @param urn of the envelope
 * @returns URNs of those that leave with it, in the order in which they can
 */
export function leaving(deployment: Deployment, urn: string): Leaving {
  const { resources = [], pending_operations } = deployment;
  const found = dependantsOf(resources, urn);
  const others = found.filter(({ type }) => type !== signedDocuments);
  if (others.length > 0)
    return {
      why: `other resources depend on it (${named(others)}); remove them from the program first, and run \`pulumi up\``,
    };
  const all = [...resources.filter((one) => one.urn === urn), ...found];
  if (all.filter((one) => one.urn === urn).length > 1)
    return { why: "it is being replaced, and an older one is still in the state; run `pulumi up` first" };
  const kept = all.filter(({ protect }) => protect);
  if (kept.length > 0)
    return {
      why: `${named(kept)} is protected; allow it with: pulumi state unprotect ${kept.map((one) => `'${one.urn}'`).join(" ")}`,
    };
  const begun = (pending_operations ?? []).some(({ resource }) =>
    all.some((one) => one.urn === resource.urn),
  );
  if (begun)
    return {
      why: "a run was cut off while it was at it; run `pulumi refresh`, which finds out what became of it",
    };
  return { with: found.map((one) => one.urn) };
}

/** All that depends on a resource, last ones first. */
function dependantsOf(resources: readonly ExportedResource[], urn: string): ExportedResource[] {
  const gone = new Set([urn]);
  const found: ExportedResource[] = [];
  // A state lists resources after those that they depend on.
  for (const resource of resources)
    if (resource.urn !== urn && needs(resource).some((one) => gone.has(one))) {
      gone.add(resource.urn);
      found.unshift(resource);
    }
  return found;
}

const needs = ({
  parent,
  provider,
  dependencies,
  propertyDependencies,
  deletedWith,
}: ExportedResource): string[] => [
  ...[parent, deletedWith].filter((one) => one !== undefined),
  ...(provider === undefined ? [] : [provider.slice(0, provider.lastIndexOf("::"))]),
  ...(dependencies ?? []),
  ...Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? []),
];

const named = (resources: readonly ExportedResource[]): string =>
  [...new Set(resources.map(({ urn }) => resourceIn(urn)))].join(", ");
