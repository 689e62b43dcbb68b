import { readFileSync } from "node:fs";
import type { TestStack } from "./stack.ts";

const example = new URL("../../examples/nda/", import.meta.url);

/** Makes a stack's program a TypeScript one, set up as the example is; `index.ts` is for the test to write. */
export function useTypeScript(stack: TestStack): void {
  stack.remove("index.js");
  stack.write("Pulumi.yaml", "name: signing\nruntime: nodejs\n");
  for (const name of ["package.json", "tsconfig.json"])
    stack.write(name, readFileSync(new URL(name, example)));
}
