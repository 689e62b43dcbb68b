import {
  fromStoredConfig,
  type IdvSessionConfigState,
  type StoredIdvSessionConfigState,
  toStoredConfig,
} from "../schema/idv-session-config-state.ts";
import { checkConfig } from "./idv-session-config/check.ts";
import { createConfig } from "./idv-session-config/create.ts";
import { diffConfig } from "./idv-session-config/diff.ts";
import { leaveConfig } from "./idv-session-config/leave.ts";
import { readConfig } from "./idv-session-config/read.ts";
import { InTurn } from "./in-turn.ts";
import { plain, plainly } from "./pulumi-call.ts";
import { type Carried, checkFailures, type IdvSessionConfigProvider } from "./resource-provider.ts";
import { assertNotReviewing } from "./review-file.ts";
import type { Runtime } from "./runtime.ts";

type State = StoredIdvSessionConfigState & Carried;

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
        return { inputs: plain(inputs), failures: checkFailures(issues, "created") };
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

const outputs = (state: IdvSessionConfigState): State => plain(toStoredConfig(state));
