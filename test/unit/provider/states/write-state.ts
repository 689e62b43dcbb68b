/**
 * Writes what this release leaves in Pulumi's state for one envelope, as `<version>.json` beside this file. Run it by
 * hand once for each release that changes the state, and never again for a release that is out.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { samplePdf, withRecipient } from "../sample-envelope.ts";
import { World } from "../world.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"));
const phone = { isoCountryCode: "GB", mobileNumber: "7700900123" };

const world = await World.start();
const declared = withRecipient(world.nda({ onDelete: "archive" }), "Partner", phone);
await world.stack.up({ nda: declared });
const { inputs, outputs } = world.stack.resources.get("nda") ?? {};
const places: Record<string, string> = {
  [world.emulator.url]: "https://sign.example.com",
  [join(world.folder, "nda.pdf")]: "nda.pdf",
};
const text = JSON.stringify({ document: samplePdf().toString("base64"), inputs, outputs }, null, 2);
const portable = Object.entries(places).reduce((so, [here, there]) => so.replaceAll(here, there), text);
writeFileSync(new URL(`${version}.json`, import.meta.url), `${portable}\n`);
await world.stop();
