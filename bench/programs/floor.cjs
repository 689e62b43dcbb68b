// What Pulumi itself costs: resources whose inputs, outputs and provider text have the bytes of the package's own, and
// which do nothing.
const pulumi = require("@pulumi/pulumi");
const declared = require("./declared.json");

const type = "pulumi-nodejs:dynamic/yotisign:NoEffect";

class NoEffect extends pulumi.CustomResource {
  constructor(name, { documents, ...args }) {
    super(type, name, {
      ...args,
      documents: documents.map((path) => ({ path })),
      identity: pulumi.createUrn(name, type),
      __provider: 'exports.handler=()=>require("./no-effect-provider.cjs").envelope;',
      envelopeId: undefined,
      status: undefined,
      signedDocumentsUrl: undefined,
      completedAt: undefined,
      archivedAt: undefined,
    });
  }
}

for (const [name, args] of Object.entries(declared)) new NoEffect(name, args);
