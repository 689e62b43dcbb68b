// The program a user of this package writes.
const { Envelope } = require("pulumi-yotisign");
const declared = require("./declared.json");

for (const [name, args] of Object.entries(declared)) new Envelope(name, args);
