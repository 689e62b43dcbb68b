import type { Recipient } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import type { Kept } from "../snapshot/kept.ts";

/** A session configuration, as it was created. */
export interface IdvSessionConfig {
  readonly name: string;
  readonly is_private: boolean;
  readonly session_config: object;
}

/** A recipient's verification, as a test makes it up. */
export interface IdvSession {
  /** The result's body; it says ONGOING until there is a result. */
  readonly result: { readonly state: string };
  /** Media by id. */
  readonly media: ReadonlyMap<string, { readonly contentType: string; readonly content: Buffer }>;
}

/** The configurations that are there for everybody (reference, endpoint 15). */
const prebuilt = ["Real Estate", "HR", "Finance"];

const maxSessions = 50;

interface IdvState {
  configs: [account: string, configs: IdvSessionConfig[]][];
  sessions: {
    recipientId: string;
    result: IdvSession["result"];
    media: { id: string; contentType: string; base64: string }[];
  }[];
  limits: [recipientId: string, limit: number][];
}

/** Identity verification: configurations by account, sessions and limits by recipient. */
export class IdvStore implements Kept<IdvState> {
  #configs = new Map<string, IdvSessionConfig[]>();
  #sessions = new Map<string, IdvSession>();
  #limits = new Map<string, number>();

  /** The body's entries of a list of configurations. */
  configs(account: string, detailed: boolean): object[] {
    const own = this.#configs.get(account) ?? [];
    return [
      ...prebuilt.map((name) => ({
        name,
        is_custom: false,
        is_private: false,
        ...(detailed && { session_config: {} }),
      })),
      ...own.map(({ session_config, ...config }) => ({
        ...config,
        is_custom: true,
        ...(detailed && { session_config }),
      })),
    ];
  }

  /** @throws Refusal 409 for a name that is taken */
  addConfig(account: string, config: IdvSessionConfig): void {
    const own = this.#configs.get(account) ?? [];
    if ([...prebuilt, ...own.map(({ name }) => name)].includes(config.name))
      throw new Refusal(409, "name_taken", "There is a session configuration with this name already.");
    this.#configs.set(account, [...own, config]);
  }

  setSession(recipient: Recipient, session: IdvSession): void {
    refuseUnlessVerified(recipient);
    this.#sessions.set(recipient.id, session);
  }

  hasSession({ id }: Recipient): boolean {
    return this.#sessions.has(id);
  }

  /** @throws Refusal 404 for a recipient without a session */
  session(recipient: Recipient): IdvSession {
    const session = this.#sessions.get(recipient.id);
    if (!session) throw new Refusal(404, "no_session", "The recipient has no identity verification session.");
    return session;
  }

  /**
   * How many sessions a recipient may begin.
   *
   * @throws Refusal 404 for a recipient who is not verified
   */
  sessionLimit(recipient: Recipient): number {
    return this.#limits.get(recipient.id) ?? refuseUnlessVerified(recipient).session_limit ?? 1;
  }

  /** The same, or something else for a recipient who is not verified. */
  sessionLimitOr(recipient: Recipient, otherwise: number): number {
    return isVerified(recipient) ? this.sessionLimit(recipient) : otherwise;
  }

  /**
   * Doubles it, to 50 at most, and says what it is then.
   *
   * @throws Refusal 404 for a recipient who is not verified, 409 once it is 50
   */
  resetLimit(recipient: Recipient): number {
    const limit = this.sessionLimit(recipient);
    if (limit >= maxSessions)
      throw new Refusal(
        409,
        "limit_reached",
        `The recipient may begin ${maxSessions} sessions; that is the most.`,
      );
    const doubled = Math.min(limit * 2, maxSessions);
    this.#limits.set(recipient.id, doubled);
    return doubled;
  }

  clear(): void {
    this.#configs = new Map();
    this.#sessions = new Map();
    this.#limits = new Map();
  }

  keep(): IdvState {
    const sessions = Array.from(this.#sessions, ([recipientId, { result, media }]) => ({
      recipientId,
      result,
      media: Array.from(media, ([id, { contentType, content }]) => ({
        id,
        contentType,
        base64: content.toString("base64"),
      })),
    }));
    return { configs: [...this.#configs], sessions, limits: [...this.#limits] };
  }

  restore({ configs, sessions, limits }: IdvState): void {
    this.#configs = new Map(configs);
    this.#limits = new Map(limits);
    this.#sessions = new Map(
      sessions.map(({ recipientId, result, media }) => [
        recipientId,
        {
          result,
          media: new Map(
            media.map(({ id, contentType, base64 }) => [
              id,
              { contentType, content: Buffer.from(base64, "base64") },
            ]),
          ),
        },
      ]),
    );
  }
}

const isVerified = ({ asked }: Recipient): boolean =>
  asked.verification?.idv !== undefined || asked.auth_type === "idv";

function refuseUnlessVerified(recipient: Recipient): { readonly session_limit?: number } {
  if (!isVerified(recipient))
    throw new Refusal(404, "no_verification", "The recipient's identity is not verified.");
  return recipient.asked.verification?.idv ?? {};
}
