import type { Kept } from "../snapshot/kept.ts";

/** The operations of the API the emulator has, by the names faults and counts use. */
export const operations = [
  "create",
  "get",
  "status",
  "archive",
  "delete",
  "completedDocuments",
  "editRecipient",
  "find",
  "search",
  "createEmbedded",
  "sendReminder",
  "resendCompletionPack",
  "extendTokens",
  "uploadSignedDocument",
  "listIdvSessionConfigs",
  "createIdvSessionConfig",
  "getIdvSession",
  "downloadIdvMedia",
  "downloadIdvPdf",
  "resetIdvSessionLimit",
] as const;

/** An operation of the API; the reference's endpoints 1, 3 to 8, 12, 13, 2, 9 to 11 and 14 to 17, in this order. */
export type Operation = (typeof operations)[number];

/** Counts calls by operation, from the moment their head arrived, refused ones included. */
export class CallCounts implements Kept {
  #counts = new Map<Operation, number>();

  add(operation: Operation): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  /** Calls so far, every operation included. */
  counts(): Record<Operation, number> {
    const entries = operations.map((operation) => [operation, this.#counts.get(operation) ?? 0]);
    return Object.fromEntries(entries) as Record<Operation, number>;
  }

  clear(): void {
    this.#counts = new Map();
  }

  keep(): Record<Operation, number> {
    return this.counts();
  }

  restore(counts: Record<Operation, number>): void {
    this.#counts = new Map(Object.entries(counts) as [Operation, number][]);
  }
}
