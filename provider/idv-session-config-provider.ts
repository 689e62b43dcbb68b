import type { IdentifiedIdvSessionConfigInputs } from "../schema/idv-session-config-inputs.ts";
import {
  fromStoredConfig,
  type IdvSessionConfigState,
  type StoredIdvSessionConfigState,
  toStoredConfig,
} from "../schema/idv-session-config-state.ts";
import type { DiffResult } from "./diff.ts";
import { checkConfig } from "./idv-session-config/check.ts";
import { createConfig } from "./idv-session-config/create.ts";
import { diffConfig } from "./idv-session-config/diff.ts";
import { leaveConfig } from "./idv-session-config/leave.ts";
import { readConfig } from "./idv-session-config/read.ts";
import { InTurn } from "./in-turn.ts";
import { plain, plainly } from "./pulumi-call.ts";
import { assertNotReviewing } from "./review-file.ts";
import type { Runtime } from "./runtime.ts";

/** What Pulumi's dynamic-provider process hands over with every call, and wants back. */
type Carried = { __provider?: string };
type Inputs = IdentifiedIdvSessionConfigInputs & Carried;
type State = StoredIdvSessionConfigState & Carried;

/** The calls of Pulumi's dynamic-provider process. */
export interface IdvSessionConfigProvider {
  configure(request: { config: { get(key: string): string | undefined } }): void;
  check(
    old: Partial<Inputs>,
    inputs: Inputs,
  ): Promise<{ inputs: Inputs; failures: { property: string; reason: string }[] }>;
  diff(id: string, state: State, inputs: Inputs): Promise<DiffResult>;
  create(inputs: Inputs): Promise<{ id: string; outs: State }>;
  read(id: string, state: State): Promise<{ id: string; props: State }>;
  update(id: string, state: State, inputs: Inputs): Promise<{ outs: State }>;
  delete(id: string, state: State): Promise<void>;
}

/**
 * The provider of session configurations: translates between Pulumi's calls and what the API can do with one. The
 * service gives them no ids, so a configuration's name is its id.
 */
export function idvSessionConfigProvider(runtime: Runtime): IdvSessionConfigProvider {
  const inTurn = new InTurn();
  return {
    configure: ({ config }) => runtime.configure((key) => config.get(key)),

    check: (old, declared) =>
      plainly(runtime, async () => {
        const { inputs, issues } = checkConfig(runtime, old, declared);
        // With a property's name Pulumi would print its value.
        const failures = issues.length > 0 ? [{ property: "", reason: listed(issues) }] : [];
        return { inputs: plain(inputs), failures };
      }),

    diff: (_id, state, inputs) =>
      plainly(runtime, async () => diffConfig(runtime, fromStoredConfig(state), inputs)),

    create: (inputs) =>
      plainly(runtime, async () => {
        assertNotReviewing(runtime.review);
        // Two resources that declare one configuration create it once: the second one finds it.
        const turn = `${inputs.account ?? ""} ${inputs.name}`;
        const outs = outputs(await inTurn.do(turn, () => createConfig(runtime, inputs)));
        return { id: outs.name, outs };
      }),

    read: (id, state) =>
      plainly(runtime, async () => ({
        id,
        props: outputs(await readConfig(runtime, fromStoredConfig(state))),
      })),

    // All that can change of one that exists is which resource declares it.
    update: (_id, state, { identity }) =>
      plainly(runtime, async () => ({ outs: outputs({ ...fromStoredConfig(state), identity }) })),

    delete: (_id, state) => plainly(runtime, () => leaveConfig(runtime, fromStoredConfig(state))),
  };
}

const listed = (issues: string[]): string =>
  issues.length === 1
    ? `${issues[0]} (nothing was created)`
    : `${issues.length} things are wrong, nothing was created:\n${issues.map((issue) => `    - ${issue}`).join("\n")}`;

const outputs = (state: IdvSessionConfigState): State => plain(toStoredConfig(state));
