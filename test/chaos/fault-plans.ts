import type { Fault } from "../../emulator/index.ts";
import type { Choices } from "./choices.ts";

/** What goes wrong beside the kill. */
export type FaultPlanName =
  | "none"
  | "reset-after-effect"
  | "reset-before-effect"
  | "storm"
  | "unavailable"
  | "slow"
  | "truncated"
  | "lagging-search";

export const faultPlanNames: readonly FaultPlanName[] = [
  "none",
  "reset-after-effect",
  "reset-before-effect",
  "storm",
  "unavailable",
  "slow",
  "truncated",
  "lagging-search",
];

/** How long a search leaves a new envelope out where it lags, in seconds. */
export const lagSeconds = 2;

/** How long the service is told to take to list a new envelope: longer than it does. */
export const settleSeconds = (plan: FaultPlanName): number =>
  plan === "lagging-search" ? 2 * lagSeconds : 1;

/**
 * The faults of a plan. Each happens a limited number of times, so a run that is repeated comes through.
 *
 * @param inFlight how many envelopes are on their way at once
 */
export function faultsOf(plan: FaultPlanName, choices: Choices, inFlight: number): Fault[] {
  const after = choices.below(inFlight);
  const count = 1 + choices.below(2);
  const chunked = choices.of([true, false]);
  switch (plan) {
    case "none":
      return [];
    case "reset-after-effect":
      return [
        { operation: "create", after, count, action: { kind: "reset-after" } },
        { operation: "archive", after, count, action: { kind: "reset-after" } },
      ];
    case "reset-before-effect":
      return [
        { operation: "create", after, count, action: { kind: "reset-before" } },
        { operation: "archive", after, count, action: { kind: "reset-before" } },
        { operation: "get", after, count, action: { kind: "reset-before" } },
      ];
    case "storm":
      return [
        {
          operation: "*",
          after,
          count: 2 * inFlight,
          action: { kind: "status", status: 429, retryAfterSeconds: choices.below(2) },
        },
      ];
    case "unavailable":
      return [{ operation: "*", after, count: inFlight + count, action: { kind: "status", status: 503 } }];
    case "slow":
      return [
        {
          operation: "*",
          count: "all",
          action: { kind: "delay", milliseconds: 200, when: choices.of(["before", "after"] as const) },
        },
      ];
    case "truncated":
      return [
        { operation: "create", after, count, action: { kind: "truncate", bytes: 12, chunked } },
        { operation: "get", after, count, action: { kind: "truncate", bytes: 20, chunked } },
        { operation: "search", count: 1, action: { kind: "truncate", bytes: 9, chunked } },
      ];
    case "lagging-search":
      return [{ operation: "create", count: "all", action: { kind: "search-lag", seconds: lagSeconds } }];
  }
}
