import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import type { EmulatedEnvelope, SentEmail } from "../../emulator/index.ts";

/** What an emulator saw. */
export interface Seen {
  /** Envelopes that are out for signature. */
  active: number;
  envelopes: number;
  /** E-mails of any kind. */
  emails: number;
  invitations: number;
  /** Calls of the API. */
  calls: number;
}

/** An emulator in a process of its own, so that it shares no event loop with whoever holds the watch. */
export interface EmulatorChild {
  url: string;
  apiKey: string;
  seen(): Promise<Seen>;
  /** Calls of the API so far. */
  calls(): Promise<number>;
  /** Signs all envelopes that are out for signature, as everybody who has still to sign. */
  signAll(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an empty emulator; it ends with this process at the latest. */
export async function startEmulatorChild(): Promise<EmulatorChild> {
  const child = fork(new URL("emulator-process.ts", import.meta.url));
  const [{ url, apiKey }] = (await once(child, "message")) as [{ url: string; apiKey: string }];
  const ask = async (what: string): Promise<unknown> => (await fetch(`${url}/_emulator/${what}`)).json();
  const calls = async (): Promise<number> =>
    Object.values((await ask("calls")) as Record<string, number>).reduce((sum, count) => sum + count, 0);
  return {
    url,
    apiKey,
    async seen() {
      const envelopes = (await ask("envelopes")) as EmulatedEnvelope[];
      const emails = (await ask("outbox")) as SentEmail[];
      return {
        active: envelopes.filter(({ status }) => status === "ACTIVE").length,
        envelopes: envelopes.length,
        emails: emails.length,
        invitations: emails.filter(({ kind }) => kind === "invitation").length,
        calls: await calls(),
      };
    },
    calls,
    async signAll() {
      for (const { envelopeId, status } of (await ask("envelopes")) as EmulatedEnvelope[]) {
        if (status !== "ACTIVE") continue;
        const { ok } = await fetch(`${url}/_emulator/sign-all`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ envelopeId }),
        });
        assert(ok, `Envelope ${envelopeId} could not be signed`);
      }
    },
    async close() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
