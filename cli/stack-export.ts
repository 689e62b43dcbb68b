import { askPulumiForJson, type PulumiCall } from "./pulumi-cli.ts";

/** A resource as `pulumi stack export` prints it, as far as it is read here. */
export interface ExportedResource {
  urn: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** A replaced resource that is still to be deleted. */
  delete?: boolean;
  pendingReplacement?: boolean;
  protect?: boolean;
  parent?: string;
  provider?: string;
  dependencies?: string[] | null;
  propertyDependencies?: Record<string, string[] | null> | null;
  deletedWith?: string;
}

/** A stack's state as `pulumi stack export` prints it. */
export interface Deployment {
  manifest?: { time?: string };
  resources?: ExportedResource[];
  /** What a run had begun when it was cut off. */
  pending_operations?: { resource: { urn: string }; type: string }[] | null;
}

/**
 * Exports a stack's state, which is only read.
 *
 * @param options `--show-secrets`: decrypted
 * @throws ConfigError Pulumi cannot read the stack
 */
export async function exportStack(call: PulumiCall, ...options: string[]): Promise<Deployment> {
  const { deployment } = (await askPulumiForJson(["stack", "export", ...options], call)) as {
    deployment?: Deployment | null;
  };
  return deployment ?? {};
}
