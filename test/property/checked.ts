import { envelopeProvider } from "../../provider/envelope-provider.ts";
import { Runtime } from "../../provider/runtime.ts";
import type { EnvelopeInputs } from "../../schema/envelope-inputs.ts";

const provider = envelopeProvider(
  new Runtime({ env: {}, engine: { show: () => {}, alive: async () => true } }),
);
provider.configure({ config: { get: (key) => (key === "yotisign:maxSendsPerUp" ? "1000000" : undefined) } });

/** An envelope as a program declares it: without what check finds out about its documents. */
export const declared = (envelope: EnvelopeInputs): EnvelopeInputs => ({
  ...envelope,
  documents: envelope.documents.map(({ path, fileName }) => ({ path, ...(fileName && { fileName }) })),
});

/** What people read when Pulumi checks this; an empty text: nothing is wrong. */
export async function complaintsAbout(declared: unknown): Promise<string> {
  const inputs = { ...(declared as EnvelopeInputs), identity: "urn:pulumi:test::signing::type::name" };
  const { failures } = await provider.check({}, inputs);
  return failures.map(({ reason }) => reason).join("\n");
}
