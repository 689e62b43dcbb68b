import type { ServerResponse } from "node:http";
import { Limiter } from "../../../../sdk/client/index.ts";
import { type Answer, active, json, startService, type TestService } from "./test-service.ts";

/** A service that can do so much at once. */
export interface Capacity {
  /** Requests that it answers as fast as one; of more each takes longer, as if they shared it. */
  asFastAsOne: number;
  /** Requests beyond these are refused with 429. */
  most: number;
  /** How long one takes, in seconds. */
  seconds: number;
  headers?: Record<string, string>;
}

/** What a {@link startBusyService} did. */
export interface BusyService extends TestService {
  /** A limiter that goes by the service's clock. */
  limiter: Limiter;
  capacity: Capacity;
  /** How many requests were there at once, time after time. */
  crowds: number[];
  /** The statuses that were answered, in order. */
  statuses: number[];
  /** Its time, in seconds. */
  seconds(): number;
}

/**
 * Starts a real HTTP server that answers all requests under way together, in a time that only it measures. That passes
 * while it answers, or when there is nothing under way.
 */
export async function startBusyService(capacity: Capacity): Promise<BusyService> {
  let milliseconds = 0;
  let isOver = false;
  const timers: { at: number; resolve: () => void }[] = [];
  const present: (() => ServerResponse)[] = [];
  const crowds: number[] = [];
  const statuses: number[] = [];
  const limiter = new Limiter({
    now: () => milliseconds,
    wait: (seconds) =>
      new Promise<void>((resolve) => timers.push({ at: milliseconds + seconds * 1000, resolve })),
  });
  const answerWith = (answer: Answer, response: ServerResponse): ServerResponse => {
    answer(response, undefined as never);
    return response;
  };
  const service = await startService((response) => {
    const isRefused = present.length >= busy.capacity.most;
    const answer = isRefused ? json(429, {}, busy.capacity.headers) : active;
    present.push(() => answerWith(answer, response));
  });
  const busy: BusyService = {
    ...service,
    limiter,
    capacity,
    crowds,
    statuses,
    seconds: () => milliseconds / 1000,
    async [Symbol.asyncDispose]() {
      isOver = true;
      await service[Symbol.asyncDispose]();
    },
  };
  const passTo = (time: number): void => {
    milliseconds = Math.max(milliseconds, time);
    for (const { at, resolve } of timers.splice(0))
      if (at <= milliseconds) resolve();
      else timers.push({ at, resolve });
  };
  const look = (): void => {
    if (limiter.inFlight === 0 && timers.length > 0) passTo(Math.min(...timers.map(({ at }) => at)));
    else if (present.length > 0 && present.length === limiter.inFlight) {
      const { asFastAsOne, most, seconds } = busy.capacity;
      const crowd = present.splice(0);
      crowds.push(crowd.length);
      passTo(milliseconds + seconds * Math.max(1, Math.min(crowd.length, most) / asFastAsOne) * 1000);
      for (const answer of crowd) statuses.push(answer().statusCode);
    }
    if (!isOver) setImmediate(look);
  };
  look();
  return busy;
}
