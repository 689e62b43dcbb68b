import { once } from "node:events";
import { envelopeProvider } from "../../../provider/envelope-provider.ts";
import { Runtime } from "../../../provider/runtime.ts";
import { nda, providerText, urnOf } from "./sample-envelope.ts";

// A provider process of its own: says that it is ready, creates so many envelopes once it is told to, and prints their ids.
const [path = "", count = "1"] = process.argv.slice(2);
const provider = envelopeProvider(new Runtime());
provider.configure({ config: { get: () => undefined } });
process.stdout.write("ready\n");
await once(process.stdin, "data");
const ids: string[] = [];
for (let index = 0; index < Number(count); index += 1) {
  const name = `nda-${index}`;
  const { id } = await provider.create({
    ...nda(path),
    name: `NDA ${index}`,
    identity: urnOf(name),
    __provider: providerText,
  });
  ids.push(id);
}
process.stdout.write(JSON.stringify(ids));
process.exit();
