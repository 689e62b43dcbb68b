import { hash } from "node:crypto";
import { Ajv, type ValidateFunction } from "ajv";
import schema from "./approval.json" with { type: "json" };
import { stableJson } from "./canonical.ts";
import type { Effect } from "./effect.ts";
import { ownerIn } from "./urn.ts";

/** What a run may do, since people have seen it; `schema/approval.json` says what each means. */
export interface Approval {
  approvalVersion: 1;
  project: string;
  stack: string;
  environment: string;
  madeAt: string;
  expiresAt: string;
  commit?: string;
  effects: Effect[];
  digest: string;
}

/** How long an approval counts unless its maker says otherwise. */
export const defaultApprovalDays = 7;

const millisecondsPerDay = 24 * 60 * 60_000;

/**
 * Makes an approval of the effects of one stack.
 *
 * @param madeAt milliseconds since 1970
 * @param days how long it counts, from then; default {@link defaultApprovalDays}
 * @param commit the full or shortened hash of the reviewed commit
 * @throws RangeError an effect is another stack's, or it would count for no time
 */
export function approvalOf({
  project,
  stack,
  environment,
  effects,
  madeAt,
  days = defaultApprovalDays,
  commit,
}: Pick<Approval, "project" | "stack" | "environment" | "commit"> & {
  effects: readonly Effect[];
  madeAt: number;
  days?: number;
}): Approval {
  if (!(days > 0)) throw new RangeError("an approval has to count for some time: days must be more than 0");
  const stranger = effects.find(({ identity }) => !isOf({ project, stack }, identity));
  if (stranger) throw new RangeError(`${stranger.identity} is none of the stack ${stack} of ${project}`);
  const rest = {
    approvalVersion: 1 as const,
    ...{ project, stack, environment },
    madeAt: new Date(madeAt).toISOString(),
    expiresAt: new Date(madeAt + days * millisecondsPerDay).toISOString(),
    ...(commit !== undefined && { commit }),
    effects: effects.toSorted((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0)),
  };
  return { ...rest, digest: digestOf(rest) };
}

const digestOf = (rest: Omit<Approval, "digest">): string => hash("sha256", stableJson(rest), "base64url");

let validate: ValidateFunction<Approval> | undefined;

/**
 * Reads an approval.
 *
 * @throws SyntaxError it is no JSON, of another form than is known here, or was edited; the message quotes nothing of it
 */
export function parseApproval(text: string): Approval {
  const value = parsed(text);
  validate ??= new Ajv({ allowUnionTypes: true }).compile<Approval>(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    throw new SyntaxError(`${error?.instancePath || "it"} ${error?.message ?? "is wrong"}`);
  }
  const { digest, ...rest } = value;
  if (digestOf(rest) !== digest)
    throw new SyntaxError("it was edited after it was made: its digest is another");
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause, which quotes the text.
    throw new SyntaxError("it is no JSON");
  }
}

/** The run that an approval is to count in. */
export interface ApprovedRun {
  /** URN of any resource of its stack. */
  identity: string;
  /** As {@link Approval.environment}; undefined: not chosen. */
  environment: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/** Why an approval does not count in a run, as the end of a sentence about it; undefined: it does. */
export function approvalObjection(
  approval: Approval,
  { identity, environment, now }: ApprovedRun,
): string | undefined {
  const { project, stack } = ownerIn(identity);
  if (!isOf(approval, identity))
    return `is about the stack ${approval.stack} of ${approval.project}, and this is ${stack} of ${project}`;
  if (approval.environment !== environment)
    return `is about ${approval.environment}, and this run talks to ${environment ?? "no service that it knows"}`;
  if (now >= Date.parse(approval.expiresAt)) return `expired at ${approval.expiresAt}`;
  return undefined;
}

function isOf(owner: Pick<Approval, "project" | "stack">, identity: string): boolean {
  const { project, stack } = ownerIn(identity);
  return project === owner.project && stack === owner.stack;
}
