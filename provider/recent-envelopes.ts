import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";
import type { WireEnvelopeSummary } from "../schema/generated/wire.ts";
import { ConfigError, ForbiddenError, NotFoundError, type YotiSignClient } from "../sdk/client/index.ts";
import { comparableName, possiblyDeclared, referenceBehind } from "./reference.ts";
import type { Runtime } from "./runtime.ts";
import { envelopeShape } from "./shape.ts";

/** How far back references are looked for, in days: the service's own default. */
const referenceDays = 92;
const pause = 500;
const longestWait = 30_000;
/** What stands for nothing that people are asked to sign. */
const ended = ["ARCHIVED", "ERRORED"];

/**
 * What an account sent in the last days, whoever did: searched for once per run, before its first envelope is sent.
 */
export class RecentEnvelopes {
  readonly #runtime: Runtime;
  readonly #client: YotiSignClient;
  /** Of all of them. */
  readonly ids: readonly string[];
  readonly #byName: Map<string, WireEnvelopeSummary[]>;
  readonly #byReference: Map<string, WireEnvelopeSummary[]>;
  readonly #shapes = new Map<string, Promise<string | undefined>>();

  private constructor(runtime: Runtime, client: YotiSignClient, summaries: WireEnvelopeSummary[]) {
    this.#runtime = runtime;
    this.#client = client;
    this.ids = summaries.map(({ envelope_id: id }) => id);
    this.#byName = grouped(summaries, possiblyDeclared);
    this.#byReference = grouped(summaries, (name) => [referenceBehind(name) ?? []].flat());
  }

  /**
   * @param envelope one of those that are to be sent
   * @throws ConfigError when the key may not search; the client's errors
   */
  static async search(
    runtime: Runtime,
    { identity, account }: Pick<IdentifiedInputs, "identity" | "account">,
  ): Promise<RecentEnvelopes> {
    const { client } = runtime.service(account);
    if (!runtime.remembers(identity)) await settled(runtime, identity);
    const { duplicateGuardDays, reference } = runtime.settings;
    const days = reference ? Math.max(duplicateGuardDays, referenceDays) : duplicateGuardDays;
    const fromDate = new Date(runtime.now() - days * 86_400_000);
    const toDate = new Date(runtime.now() + 2 * 86_400_000);
    try {
      const summaries = await Array.fromAsync(client.searchEnvelopes({ fromDate, toDate }));
      return new RecentEnvelopes(runtime, client, summaries);
    } catch (cause) {
      if (!(cause instanceof ForbiddenError)) throw cause;
      throw new ConfigError(
        "The key may not search the organisation's envelopes, so it cannot be told whether this one was sent before. " +
          "Nothing was sent. Use a key that may, or go without: pulumi config set yotisign:duplicateGuardDays 0",
        { cause },
      );
    }
  }

  /** Those of a name, with or without a reference behind it. */
  called(name: string): readonly WireEnvelopeSummary[] {
    return this.#byName.get(comparableName(name)) ?? [];
  }

  /** Those with a reference behind whatever name. */
  under(reference: string): readonly WireEnvelopeSummary[] {
    return this.#byReference.get(reference) ?? [];
  }

  /**
   * The shape of one of them, waiting for one that is still being processed.
   *
   * @returns empty where it is not for us: somebody's who alone may read it, withdrawn, failed, or gone; undefined
   * where nobody can know yet
   */
  shapeOf({ envelope_id: id, envelope: name = "" }: WireEnvelopeSummary): Promise<string | undefined> {
    const known = this.#shapes.get(id) ?? this.#ask(id, name);
    this.#shapes.set(id, known);
    return known;
  }

  async #ask(id: string, name: string): Promise<string | undefined> {
    try {
      for (let waited = 0; waited < longestWait; waited += pause) {
        const envelope = await this.#client.getEnvelope(id);
        // The search may have listed it before this run withdrew it.
        if (ended.includes(envelope.status)) return "";
        if (envelope.status !== "QUEUED") return envelopeShape(name, envelope);
        await this.#runtime.wait(pause);
      }
      return undefined;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ForbiddenError) return "";
      throw error;
    }
  }
}

/** Envelopes by what their names are to be found by. */
function grouped(
  summaries: readonly WireEnvelopeSummary[],
  keysOf: (name: string) => Iterable<string>,
): Map<string, WireEnvelopeSummary[]> {
  const groups = new Map<string, WireEnvelopeSummary[]>();
  for (const summary of summaries)
    for (const key of keysOf(summary.envelope ?? "")) {
      const group = groups.get(key);
      if (group) group.push(summary);
      else groups.set(key, [summary]);
    }
  return groups;
}

/** What an earlier runner sent in its last moment has to be listed by now. */
async function settled(runtime: Runtime, identity: string): Promise<void> {
  const left = runtime.startedAt + runtime.settings.searchSettleSeconds * 1000 - runtime.now();
  if (left <= 0) return;
  const message =
    `Nothing here tells what was sent before: waiting ${Math.ceil(left / 1000)} s, so that a search shows what an ` +
    "earlier run may have sent. A journal on a disk that lasts (yotisign:journal) saves that";
  runtime.engine.show({ severity: "info", message, urn: identity });
  await runtime.wait(left);
}
