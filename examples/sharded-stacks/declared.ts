import { readFileSync } from "node:fs";
import { basename } from "node:path";

export interface Partner {
  company: string;
  signer: string;
  email: string;
}

/** What a file declares, and over how many stacks it is spread: for ever, see the README. */
export interface Declared {
  /** The file's name without its extension; the stacks are called after it. */
  set: string;
  shards: number;
  partners: Record<string, Partner>;
}

/** @throws Error when the file is not one of these */
export function readDeclared(file: string): Declared {
  const { shards, partners } = JSON.parse(readFileSync(file, "utf8"));
  if (!Number.isInteger(shards) || shards < 1) throw new Error(`${file}: "shards" must be a whole number`);
  if (typeof partners !== "object" || partners === null) throw new Error(`${file}: "partners" is missing`);
  return { set: basename(file, ".json"), shards, partners };
}
