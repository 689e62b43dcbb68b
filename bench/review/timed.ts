import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What is to be drawn and written. */
export interface TimedRequest {
  /** Where the documents are. */
  folder: string;
  /** The review's file in it. */
  review: string;
  /** The folder of the cache. */
  cache: string;
  /** The folder for a file of each picture; absent: HTML alone. */
  files?: string;
}

/** What it took, from the start of its process to its end. */
export interface Timed {
  seconds: number;
  htmlBytes: number;
  /** Different pages. */
  pictures: number;
  peakRssBytes: number;
}

const child = fileURLToPath(new URL("render-child.ts", import.meta.url));

/** Draws and writes a review in a process of its own, as the command does. */
export async function timed(request: TimedRequest): Promise<Timed> {
  const started = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [child, JSON.stringify(request)]);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, ...(JSON.parse(stdout) as Omit<Timed, "seconds">) };
}
