import type { Effect } from "../../schema/effect.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { SentSource } from "../review-source.ts";

/** A line of the provider's review file. */
export type RunEntry =
  | { identity: string; inputs: Declaration; issues: readonly string[]; before?: Declaration }
  | { identity: string; sent: SentSource }
  | { identity: string; refused: string }
  | { identity: string; effect: Effect };

/** A step that Pulumi's engine foresees, as its events tell. */
export interface RunStep {
  /** In Pulumi's words: `create`, `create-replacement`, `same`, … */
  op: string;
  urn: string;
  oldState?: ResourceState;
  newState?: ResourceState;
}

/** A resource, as Pulumi prints it. */
export interface ResourceState {
  type?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  retainOnDelete?: boolean;
}

/** What a preview left and printed. */
export interface ReviewedRun {
  entries: readonly RunEntry[];
  steps: readonly RunStep[];
  /** The stack's config, secrets masked. */
  config: Readonly<Record<string, string>>;
  /** What the state says of envelopes, by URN, where the steps do not: secrets are not printed. */
  states?: ReadonlyMap<string, { before?: Declaration; sent?: SentSource }>;
  /** Ids of envelopes whose withdrawal is approved although there are signatures. */
  withdrawable: ReadonlySet<string>;
}
