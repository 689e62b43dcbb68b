import type { Operation } from "./operation.ts";

/**
 * What goes wrong with a call:
 * - `status`: nothing happens, and this HTTP status (400 to 599) is answered, with a `Retry-After` if given, in seconds
 *   (default) or as a date of the emulator's time;
 * - `reset-before`: nothing happens, and the connection is reset once the request was read;
 * - `reset-after`: the call has its effect, and the connection is reset instead of the answer;
 * - `truncate`: the call has its effect, and the connection ends after so many bytes of the answer's body, which was
 *   announced in full, or (`chunked`) without its end. An answer that is no longer, or has no body, comes whole;
 * - `hold`: the call has its effect, and the answer waits until held answers are released;
 * - `delay`: this much time passes, by the machine's clock, `after` (default) the effect or `before` it.
 */
export type CallAction =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly retryAfterForm?: "seconds" | "date";
    }
  | { readonly kind: "reset-before" }
  | { readonly kind: "reset-after" }
  | { readonly kind: "truncate"; readonly bytes: number; readonly chunked?: boolean }
  | { readonly kind: "hold" }
  | { readonly kind: "delay"; readonly milliseconds: number; readonly when?: "before" | "after" };

/**
 * What goes wrong with an envelope that a `create` or `createEmbedded` has accepted:
 * - `file-error`: it ends ERRORED with this code for its first file;
 * - `search-lag`: searches leave it out, for so many seconds of the emulator's time or so many searches of its account;
 *   so do finds (which then count as searches) where `find` says so.
 */
export type CreationAction =
  | { readonly kind: "file-error"; readonly code: string }
  | {
      readonly kind: "search-lag";
      readonly seconds?: number;
      readonly calls?: number;
      readonly find?: boolean;
    };

/**
 * What goes wrong with a webhook that goes out by itself:
 * - `drop`: it never does;
 * - `repeat`: it comes so many times more (default 1), whatever was answered;
 * - `reorder`: it comes after so many later ones (default 1), or a minute later where fewer follow.
 */
export type WebhookAction =
  | { readonly kind: "drop" }
  | { readonly kind: "repeat"; readonly times?: number }
  | { readonly kind: "reorder"; readonly behind?: number };

/** What goes wrong. */
export type FaultAction = CallAction | CreationAction | WebhookAction;

/**
 * Something planned to go wrong. For each call the faults of its operation are asked in the order they were planned, and
 * the first that happens keeps the later ones from happening to this call. What a {@link CreationAction} does to an
 * envelope happens beside it.
 */
export interface Fault {
  /** An operation, `*` for any, or `webhook`. */
  readonly operation: Operation | "*" | "webhook";
  /** How many calls (or envelopes, or webhooks) it happens to; default 1, and `all` where a probability is given. */
  readonly count?: number | "all";
  /** How many that it could happen to pass first. Default 0. */
  readonly after?: number;
  /** How likely it happens to each, above 0 to 1; drawn from the seed. Default 1. */
  readonly probability?: number;
  readonly action: FaultAction;
}

/** A fault still to come: `count` and `after` are what is left of them. */
export type PlannedFault = Fault & { readonly count: number | "all" };

const kinds = <Action extends FaultAction>(...names: Action["kind"][]): readonly Action["kind"][] => names;

/** What can go wrong with any call. */
export const callKinds = kinds<CallAction>(
  "status",
  "reset-before",
  "reset-after",
  "truncate",
  "hold",
  "delay",
);

/** What can go wrong with a webhook. */
export const webhookKinds = kinds<WebhookAction>("drop", "repeat", "reorder");
