import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { IdentifiedIdvSessionConfigInputs } from "../schema/idv-session-config-inputs.ts";
import type { StoredIdvSessionConfigState } from "../schema/idv-session-config-state.ts";
import type { IdentifiedSignedDocumentsInputs } from "../schema/signed-documents-inputs.ts";
import type { StoredSignedDocumentsState } from "../schema/signed-documents-state.ts";
import type { StoredEnvelopeState } from "../schema/stored-state.ts";

/**
 * What Pulumi is told. Where inputs differ `changes` is left out: Pulumi then finds the differences itself, which gives
 * people a detailed diff and honours replaceOnChanges.
 */
export interface DiffResult {
  changes?: boolean;
  replaces?: string[];
  deleteBeforeReplace?: true;
}

/** Pulumi's dynamic-provider process hands the provider's text over with every call, and wants it back. */
export type Carried = { __provider?: string };

/** The calls of Pulumi's dynamic-provider process about resources of one kind. */
export interface ResourceProvider<Inputs, State> {
  configure(request: { config: { get(key: string): string | undefined } }): void;
  check(old: Partial<Inputs>, inputs: Inputs): Promise<{ inputs: Inputs; failures: CheckFailure[] }>;
  diff(id: string, state: State, inputs: Inputs): Promise<DiffResult>;
  create(inputs: Inputs): Promise<{ id: string; outs: State }>;
  read(id: string, state: State): Promise<{ id: string; props: State }>;
  update(id: string, state: State, inputs: Inputs): Promise<{ outs: State }>;
  delete(id: string, state: State): Promise<void>;
}

interface CheckFailure {
  property: string;
  reason: string;
}

/**
 * What is wrong with a resource, as Pulumi shows it. It is about no property: with one, Pulumi would print its value,
 * e-mail addresses included.
 *
 * @param undone what was not done for it, such as `sent`
 */
export function checkFailures(issues: string[], undone: string): CheckFailure[] {
  if (issues.length === 0) return [];
  const reason =
    issues.length === 1
      ? `${issues[0]} (nothing was ${undone})`
      : `${issues.length} things are wrong, nothing was ${undone}:\n${issues.map((issue) => `    - ${issue}`).join("\n")}`;
  return [{ property: "", reason }];
}

/** The calls about envelopes. */
export type EnvelopeProvider = ResourceProvider<IdentifiedInputs & Carried, StoredEnvelopeState & Carried>;

/** The calls about session configurations for identity checks. */
export type IdvSessionConfigProvider = ResourceProvider<
  IdentifiedIdvSessionConfigInputs & Carried,
  StoredIdvSessionConfigState & Carried
>;

/** The calls about the signed documents of envelopes. */
export type SignedDocumentsProvider = ResourceProvider<
  IdentifiedSignedDocumentsInputs & Carried,
  StoredSignedDocumentsState & Carried
>;
