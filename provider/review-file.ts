import { appendFileSync } from "node:fs";
import type { Effect } from "../schema/effect.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { EnvelopeState } from "../schema/envelope-state.ts";
import { ConfigError } from "../sdk/client/index.ts";
import { signedCount } from "./content-refusal.ts";

/** A declared envelope, as check left it. */
export interface DeclaredEntry {
  identity: string;
  /** Documents with what was found out about them, tags with the fractions that are sent; values may be unknown. */
  inputs: IdentifiedInputs;
  /** What check would have refused it for. */
  issues: string[];
  /** The inputs of the last run; absent: there was none, or it is what comes in the place of another. */
  before?: IdentifiedInputs;
}

/** What is known of an envelope that exists. */
export interface SentEntry {
  identity: string;
  sent: Pick<EnvelopeState, "envelopeId" | "status" | "recipients"> & {
    /** When it was sent, ISO 8601. */
    at: string;
    signatures: number;
  };
}

/** A change that would have been refused. */
export interface RefusedEntry {
  identity: string;
  refused: string;
}

/** What the run would do to the world for a resource that is declared; what is no longer declared is not asked about. */
export interface EffectEntry {
  identity: string;
  effect: Effect;
}

/** A line of the file; an envelope has one of its own for each thing there is to say. */
export type ReviewEntry = DeclaredEntry | SentEntry | RefusedEntry | EffectEntry;

/**
 * Where a preview leaves what it would send, for those who asked for it (`YOTI_SIGN_REVIEW_FILE`): all envelopes, also
 * those that check refuses, with which Pulumi would have stopped. A run with such a file sends nothing.
 */
export class ReviewFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  declared(entry: DeclaredEntry): void {
    this.#append(entry);
  }

  sent({ identity, envelopeId, status, recipients, sent }: EnvelopeState, declaredAs: string): void {
    const signatures = signedCount({ recipients });
    this.#append({
      identity: declaredAs || identity,
      sent: { envelopeId, status, recipients, at: sent.at, signatures },
    });
  }

  refused(entry: RefusedEntry): void {
    this.#append(entry);
  }

  effect(effect: Effect): void {
    this.#append({ identity: effect.identity, effect });
  }

  /** One JSON value a line. It holds names and addresses, so nobody else may read it. */
  #append(entry: ReviewEntry): void {
    try {
      appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (cause) {
      const message = `YOTI_SIGN_REVIEW_FILE cannot be written: ${this.#path} (${(cause as NodeJS.ErrnoException).code})`;
      throw new ConfigError(message, { cause });
    }
  }
}

/** A run that reviews must not do anything. @throws ConfigError when it is asked to */
export function assertNotReviewing(review: ReviewFile | undefined): void {
  if (review)
    throw new ConfigError(
      "YOTI_SIGN_REVIEW_FILE is set, which is for previews only. Nothing was done. Unset it to run `pulumi up`",
    );
}
