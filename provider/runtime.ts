import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DocumentReader } from "../document/index.ts";
import { type LoadedPolicy, loadPolicy } from "../policy/host/load-policy.ts";
import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import { type ConfigReader, SharedClients, serviceAccess, type YotiSignClient } from "../sdk/client/index.ts";
import { Approvals } from "./approvals.ts";
import { ApprovedEffects } from "./approved-effects.ts";
import { connectEngine, type Engine } from "./engine.ts";
import type { Journal, Sending } from "./journal.ts";
import { Journals } from "./journals.ts";
import { ListedStatuses } from "./listed-statuses.ts";
import { findProject, stackConfigValue } from "./project-files.ts";
import { RecentEnvelopes } from "./recent-envelopes.ts";
import { ReviewFile } from "./review-file.ts";
import { accountOf, idsIn, readSettings, type Settings } from "./settings.ts";

/** The service as this run may use it: a client, and where and as whom it talks. */
export interface Service {
  client: YotiSignClient;
  /** Origin and path prefix of the service. */
  host: string;
  /** Short fingerprint of the key. */
  account: string;
}

/** What the world gives a run; tests give their own. */
export interface Surroundings {
  env?: NodeJS.ProcessEnv;
  engine?: Engine;
  /** The time in milliseconds since 1970. */
  now?: () => number;
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** Longest time a create request may take, in seconds, all attempts together. */
export const sendTimeoutSeconds = 300;

/** What one run of the provider process shares between all its envelopes. */
export class Runtime {
  readonly documents = new DocumentReader();
  readonly approvals = new Approvals();
  readonly approved = new ApprovedEffects(this);
  readonly engine: Engine;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly env: NodeJS.ProcessEnv;
  readonly #journals = new Journals(this);
  readonly #sendings = new Set<string>();
  /** Whether this process is Pulumi's own, and ends with it. */
  #endsWithEngine: boolean;
  #underWay = 0;
  #policy: Promise<LoadedPolicy> | undefined;
  #config: ConfigReader = () => undefined;
  #settings: Settings | undefined;
  readonly #listed = new Map<string | undefined, ListedStatuses>();
  readonly #recent = new Map<string | undefined, Promise<RecentEnvelopes>>();
  /** When this run began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly #services = new Map<string | undefined, Service>();
  readonly #clients = new SharedClients({ totalTimeoutSeconds: sendTimeoutSeconds });

  constructor({ env = process.env, engine, now = Date.now, wait = delay }: Surroundings = {}) {
    this.env = env;
    this.engine = engine ?? connectEngine();
    this.#endsWithEngine = engine === undefined;
    this.now = now;
    this.wait = wait;
    this.startedAt = now();
  }

  /**
   * Takes over the stack's config. It only stores it: Pulumi's host lets other calls in while this one is awaited, and
   * a wrong value is an error of the call that needs it.
   */
  configure(config: ConfigReader): void {
    this.#config = config;
    this.#settings = undefined;
    if (this.#endsWithEngine) this.#endWithEngine();
    this.#endsWithEngine = false;
  }

  /** Does the work of one of Pulumi's calls. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Does the work of one sending, which {@link Runtime.isSending} tells of meanwhile. */
  async whileSending<T>(sending: Sending, work: () => Promise<T>): Promise<T> {
    const name = nameOf(sending);
    this.#sendings.add(name);
    try {
      return await work();
    } finally {
      this.#sendings.delete(name);
    }
  }

  /** Whether this process is at its request at this moment. */
  isSending(sending: Sending): boolean {
    return this.#sendings.has(nameOf(sending));
  }

  /**
   * Ends this process once Pulumi is gone and no call is under way. Pulumi ends it itself, except when it is killed:
   * then it would stay for ever.
   */
  #endWithEngine(): void {
    let missed = 0;
    const look = async (): Promise<void> => {
      missed = this.#underWay > 0 || (await this.engine.alive()) ? 0 : missed + 1;
      if (missed > 1 && this.#underWay === 0) process.exit();
    };
    setInterval(() => void look(), 2000).unref();
    // Pulumi's host writes what failed to pipes that nobody reads then; it takes that for a failure, and writes it there,
    // without end.
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  }

  /** @throws ConfigError when a setting is wrong */
  get settings(): Settings {
    this.#settings ??= readSettings(this.#config, this.env);
    return this.#settings;
  }

  /**
   * The service, as one of the stack's accounts.
   *
   * @param account its name; undefined where the stack has one
   * @throws ConfigError when key or service are not chosen
   */
  service(account?: string): Service {
    const known = this.#services.get(account);
    if (known) return known;
    const { baseUrl, apiKey } = serviceAccess(this.settings, account, this.env);
    const service = {
      client: this.#clients.client({ baseUrl, apiKey }),
      host: baseUrl,
      account: accountOf(apiKey),
    };
    this.#services.set(account, service);
    return service;
  }

  /**
   * The policy that this run judges by, read once; undefined: the stack has none.
   *
   * @throws PolicyError when it cannot be used
   */
  async policy(): Promise<LoadedPolicy | undefined> {
    const { policy } = this.settings;
    if (policy === undefined) return undefined;
    this.#policy ??= loadPolicy(resolve(findProject(process.cwd())?.folder ?? "", policy));
    return this.#policy;
  }

  /** Where this run leaves what it would send; undefined: it is an ordinary run. */
  get review(): ReviewFile | undefined {
    const path = this.settings.reviewFile;
    return path === undefined ? undefined : new ReviewFile(path);
  }

  /** Whether withdrawing an envelope that some have signed is approved by its id. */
  mayWithdraw(envelopeId: string, identity: string): boolean {
    const key = "yotisign:withdraw";
    return this.settings.withdraw.has(envelopeId) || idsIn(stackConfigValue(identity, key)).has(envelopeId);
  }

  /**
   * What the account sent in the last days, searched for once.
   *
   * @throws ConfigError when the key may not search; the client's errors
   */
  recentEnvelopes({ identity, account }: IdentifiedInputs): Promise<RecentEnvelopes> {
    const known = this.#recent.get(account) ?? RecentEnvelopes.search(this, { identity, account });
    this.#recent.set(account, known);
    // A later create asks again where this search failed.
    known.catch(() => this.#recent.delete(account));
    return known;
  }

  /** The statuses of an account's envelopes, asked for together. */
  listedStatuses(account: string | undefined): ListedStatuses {
    const known = this.#listed.get(account) ?? new ListedStatuses(this);
    this.#listed.set(account, known);
    return known;
  }

  /** As {@link Journals.remembers}. */
  remembers(identity: string): boolean {
    return this.#journals.remembers(identity);
  }

  /** As {@link Journals.knownAs}. */
  knownAs(former: string | undefined, identity: string): void {
    this.#journals.knownAs(former, identity);
  }

  /** As {@link Journals.settled}. */
  journalSettled(identity: string): Promise<void> {
    return this.#journals.settled(identity);
  }

  /** As {@link Journals.lastEdits}. */
  lastEdits(...asked: Parameters<Journals["lastEdits"]>): ReturnType<Journals["lastEdits"]> {
    return this.#journals.lastEdits(...asked);
  }

  /** As {@link Journals.of}. */
  journal(identity: string): Journal {
    return this.#journals.of(identity);
  }
}

/** Two stacks, each with a journal of its own, may count alike. */
const nameOf = ({ identity, id }: Sending): string => `${identity} ${id}`;
