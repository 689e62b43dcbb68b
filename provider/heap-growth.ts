/**
 * Loaded before everything else: keeps Pulumi's provider process small, however many envelopes a stack has. V8 would let
 * what Pulumi's calls leave behind take up to 134 MB of new objects, and let the rest double before it is looked through;
 * all that lives is 70 MB. The young generation stays at the size it has by then (32 MB), and the old one is collected once it has
 * grown by a quarter: 282 to 287 MB at 4,000 envelopes in place of 387 to 421, in the same time (docs/benchmarks.md).
 */
import { setFlagsFromString } from "node:v8";

// Elsewhere, in a test or a script, the process is somebody else's.
if (/[\\/]dynamic-provider([\\/]index\.js)?$/.test(process.argv[1] ?? ""))
  for (const flag of ["--semi-space-growth-factor=1", "--heap-growing-percent=25"]) setFlagsFromString(flag);
