/** What `pulumi new typescript` writes into tsconfig.json. */
export const stock = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** And into package.json. */
export const dependencies = {
  devDependencies: { "@types/node": "^18", typescript: "^5.0.0" },
  dependencies: { "@pulumi/pulumi": "^3.113.0" },
};

const declaration = `new Envelope("nda", {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  documents: ["nda.pdf"],
  recipients: [
    {
      name: "Pat Example",
      email: "pat@example.com",
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
})`;

/** A program of one envelope, which it also reads. */
export const typescript = `import * as pulumi from "@pulumi/pulumi";
import { Envelope, getEnvelope } from "pulumi-yotisign";

const nda = ${declaration};
export const status: pulumi.Output<string> = nda.status;
export const read: pulumi.Output<string> = getEnvelope({ envelopeId: nda.envelopeId }).status;
`;

/** The same in JavaScript. */
export const commonJs = `const { Envelope, getEnvelope } = require("pulumi-yotisign");

const nda = ${declaration};
exports.status = nda.status;
exports.read = getEnvelope({ envelopeId: nda.envelopeId }).status;
`;

/** Uses every entry of the package, with a type and a value of each. */
export const entries = `import { Envelope, type EnvelopeArgs } from "pulumi-yotisign";
import { ConnectionError, YotiSignClient, type CurrentEnvelope } from "pulumi-yotisign/client";
import { startEmulator, type Emulator } from "pulumi-yotisign/emulator";
import { builtInRules, type Rule } from "pulumi-yotisign/policy";
import { envelope } from "pulumi-yotisign/provider";
import { reviewMarkdown, reviewOf, type Review } from "pulumi-yotisign/review";

export type Types = [EnvelopeArgs, CurrentEnvelope, Rule, Review];

async function main(): Promise<void> {
  const emulator: Emulator = await startEmulator();
  const client = new YotiSignClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
  const found: string[] = [];
  for await (const { envelope_id } of client.searchEnvelopes()) found.push(envelope_id);
  await client.close();
  await emulator.close();
  const rules = builtInRules.some(({ name }) => name === "signer-has-signature-tag");
  const review = reviewOf({ version: "1", at: "2030-05-10", change: {}, envelopes: [], others: [], documents: new Map() });
  const nobody = reviewMarkdown(review).includes("Nobody is e-mailed");
  console.log(JSON.stringify([found, ConnectionError.name, Envelope.name, typeof envelope.create, rules, nobody]));
}

main();
`;
