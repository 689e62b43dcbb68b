import { type Operation, type OperationName, operations } from "./operations.ts";
import type { Turn } from "./turn.ts";

/** Tells the limiter what an answer says about how much the service can do. */
export function judgeAnswer(
  turn: Turn,
  name: OperationName,
  status: number,
  retryAfterSeconds: number | undefined,
): void {
  const { answerTimeTells, rateLimitSeconds }: Operation = operations[name];
  if (status === 503 || status === 504) turn.overloaded(retryAfterSeconds);
  // Such a limit is about this one thing.
  else if (status === 429 && rateLimitSeconds === undefined) turn.refused(retryAfterSeconds);
  else if (status < 500 && status !== 408 && status !== 429)
    turn.answered(answerTimeTells && status === 200 ? name : undefined);
}
