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
  close(): Promise<void>;
}

/** Starts an empty emulator; it ends with this process at the latest. */
export async function startEmulatorChild(): Promise<EmulatorChild> {
  const child = fork(new URL("emulator-process.ts", import.meta.url));
  const [{ url, apiKey }] = (await once(child, "message")) as [{ url: string; apiKey: string }];
  const ask = async (what: string): Promise<unknown> => (await fetch(`${url}/_emulator/${what}`)).json();
  return {
    url,
    apiKey,
    async seen() {
      const envelopes = (await ask("envelopes")) as EmulatedEnvelope[];
      const emails = (await ask("outbox")) as SentEmail[];
      const calls = Object.values((await ask("calls")) as Record<string, number>);
      return {
        active: envelopes.filter(({ status }) => status === "ACTIVE").length,
        envelopes: envelopes.length,
        emails: emails.length,
        invitations: emails.filter(({ kind }) => kind === "invitation").length,
        calls: calls.reduce((sum, count) => sum + count, 0),
      };
    },
    async close() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
