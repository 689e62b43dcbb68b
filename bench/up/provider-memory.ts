import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

const everyMilliseconds = 200;

/**
 * Watches the dynamic-provider process that Pulumi starts in a folder, through /proc: the kernel keeps the peak of its
 * resident memory, so what is missed is only what it takes in its last 200 ms.
 *
 * @returns ends the watch and says the peak in MB (10^6 bytes); undefined where there is no /proc
 */
export function watchProviderMemory(folder: string): () => number | undefined {
  if (!existsSync("/proc/self/status")) return () => undefined;
  let process: string | undefined;
  let peak: number | undefined;
  const look = (): void => {
    process ??= readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && isProvider(entry, folder));
    if (process !== undefined) peak = peakMb(process) ?? peak;
  };
  const timer = setInterval(look, everyMilliseconds);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function isProvider(pid: string, folder: string): boolean {
  const command = whileItRuns(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  if (!command?.split("\0").some((word) => word.endsWith("/dynamic-provider/index.js"))) return false;
  return whileItRuns(() => readlinkSync(`/proc/${pid}/cwd`)) === folder;
}

function peakMb(pid: string): number | undefined {
  const status = whileItRuns(() => readFileSync(`/proc/${pid}/status`, "utf8"));
  const kilobytes = status?.match(/^VmHWM:\s+(\d+) kB/m)?.[1];
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
}

/** A process may end between two looks at it. */
function whileItRuns<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
