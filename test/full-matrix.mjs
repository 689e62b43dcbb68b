// Loaded by `npm run test:matrix`: the long matrices run in full, which `npm test` bounds.
process.env.YOTISIGN_MATRIX = "full";
