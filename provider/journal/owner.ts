import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * The process that began something. A number alone is not enough: another process can have it by now, and on another
 * machine or in another container it means another process.
 */
export interface Owner {
  ownerPid: number;
  /** Where that number counts: machine, boot and process namespace where the system tells (Linux), else the machine. */
  ownerPlace: string | null;
  /** When it started, in the system's own count; null where the system does not tell. */
  ownerStart: string | null;
}

/**
 * What is known of an owner: `gone`; `running` for certain; `perhaps` running, as another process may have its number;
 * `elsewhere`, where it cannot be seen.
 */
export type OwnerStatus = "gone" | "running" | "perhaps" | "elsewhere";

/** This process; asked of the system once. */
export function thisProcess(): Owner {
  self ??= { ownerPid: process.pid, ownerPlace: place(), ownerStart: started(process.pid) ?? null };
  return self;
}

let self: Owner | undefined;

/**
 * Whether the process that began something still runs. This very process counts as gone: what it is at, it knows itself.
 */
export function ownerStatus({ ownerPid, ownerPlace, ownerStart }: Owner): OwnerStatus {
  if (ownerPlace !== null && ownerPlace !== place()) return "elsewhere";
  if (ownerPid === process.pid || !exists(ownerPid)) return "gone";
  const start = started(ownerPid);
  if (start === ended) return "gone";
  if (start === undefined || ownerStart === null) return "perhaps";
  return start === ownerStart ? "running" : "gone";
}

/** Fixed for a process's life, and asked for with every request that waits. */
let ownPlace: string | undefined;

function place(): string {
  ownPlace ??= [hostname(), bootAndNamespace()].join(" ").trim();
  return ownPlace;
}

function bootAndNamespace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const ended = "ended";

/** By proc(5): the program's name in brackets, which may have any characters; then the state, and as 22nd the start. */
function started(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // Killed, and whoever started it has not asked after it: in a container that may stay so for ever.
    return /^[ZX]$/.test(fields[0] ?? "") ? ended : fields[19];
  } catch {
    return undefined;
  }
}
