/**
 * Loaded before everything else: keeps the young generation of Pulumi's provider process at the size it has by then
 * (32 MB). V8 would let it grow to 134 MB with what Pulumi's calls leave behind, though all that lives is 55 MB; more
 * room saves no time there (docs/benchmarks.md).
 */
import { setFlagsFromString } from "node:v8";

// Elsewhere, in a test or a script, the process is somebody else's.
if (/[\\/]dynamic-provider([\\/]index\.js)?$/.test(process.argv[1] ?? ""))
  setFlagsFromString("--semi-space-growth-factor=1");
