import type { EmulatedEnvelope, SentEmail } from "../../emulator/index.ts";
import { declarationOf, type Version } from "./declaration.ts";
import { keptOf, type Scenario } from "./scenario.ts";

/** What the service's own books say about a run that has settled. */
export interface Verdict {
  /** Envelopes and invitations beyond what is declared. */
  duplicates: number;
  /** Envelopes that are out for signature and nobody's state knows of. */
  orphans: number;
  /** What is declared and not out, not known, or told to nobody; what was to be withdrawn and is still out. */
  lost: number;
  /** Envelopes withdrawn, and notices of it, that nobody asked for. */
  unaskedWithdrawals: number;
  /** Each of them in words. */
  notes: string[];
}

/** The service's books, and what whoever sends keeps about what was sent. */
export interface Books {
  envelopes: readonly EmulatedEnvelope[];
  outbox: readonly SentEmail[];
  /** Envelope ids by the resource's name. */
  known: Readonly<Record<string, string>>;
}

/** What is to become of an envelope of one name and version. */
type Fate = "out" | "withdrawn";

/** Judges a run by what the service has and has mailed. */
export function judge(
  scenario: Pick<Scenario, "parts" | "sentBefore">,
  { envelopes, outbox, known }: Books,
): Verdict {
  const verdict: Verdict = { duplicates: 0, orphans: 0, lost: 0, unaskedWithdrawals: 0, notes: [] };
  const note = (what: "duplicates" | "lost" | "unaskedWithdrawals" | "orphans", text: string): void => {
    verdict[what] += 1;
    verdict.notes.push(text);
  };
  const fates = fatesOf(scenario);
  const byDeclaration = Map.groupBy(envelopes, (envelope) => keyOf(declarationOf(envelope)));
  for (const [key, fate] of fates) {
    const there = byDeclaration.get(key) ?? [];
    const out = there.filter(isOut);
    for (const { envelopeId, status } of there.slice(1))
      note("duplicates", `${key} sent again: ${envelopeId} ${status}`);
    if (fate === "withdrawn") {
      for (const { envelopeId } of out) note("lost", `${key} was to be withdrawn: ${envelopeId} is out`);
      continue;
    }
    if (out.length === 0) note("lost", `${key} is not out`);
    const [name = ""] = key.split(" ");
    if (out.length > 0 && !out.some(({ envelopeId }) => envelopeId === known[name]))
      note("lost", `${key} is out, and not in the state`);
  }
  for (const envelope of envelopes) {
    const key = keyOf(declarationOf(envelope));
    const { envelopeId } = envelope;
    if (!fates.has(key)) note("duplicates", `${key} was never declared: ${envelopeId}`);
    if (isOut(envelope) && !Object.values(known).includes(envelopeId))
      note("orphans", `${key} ${envelopeId} is out, and nobody knows`);
    const asked = fates.get(key) === "withdrawn";
    if (envelope.status === "ARCHIVED" && !asked)
      note("unaskedWithdrawals", `${key} ${envelopeId} was withdrawn`);
    for (const { recipientId, options } of envelope.recipients) {
      const mails = (kind: SentEmail["kind"]): number =>
        outbox.filter((mail) => mail.kind === kind && mail.recipientId === recipientId).length;
      if (mails("invitation") > 1)
        note("duplicates", `${options.email} was invited ${mails("invitation")} times`);
      if (mails("invitation") === 0) note("lost", `${options.email} was not invited to ${key} ${envelopeId}`);
      const notices = mails("withdrawal");
      if (notices > (asked ? 1 : 0))
        note("unaskedWithdrawals", `${options.email} got ${notices} withdrawals of ${key}`);
      if (asked && envelope.status === "ARCHIVED" && notices === 0)
        note("lost", `${options.email} was not told that ${key} is withdrawn`);
    }
  }
  return verdict;
}

/** What is to become of everything a scenario ever declares. */
function fatesOf(scenario: Pick<Scenario, "parts" | "sentBefore">): Map<string, Fate> {
  const fates = new Map<string, Fate>(keptOf(scenario).map((name) => [keyOf({ name, version: 1 }), "out"]));
  for (const { name, action } of scenario.parts) {
    fates.set(keyOf({ name, version: 1 }), action === "create" ? "out" : "withdrawn");
    if (action === "replace") fates.set(keyOf({ name, version: 2 }), "out");
  }
  return fates;
}

const keyOf = (declared: { name: string; version: Version } | undefined): string =>
  declared === undefined ? "something else" : `${declared.name} version ${declared.version}`;

const isOut = ({ status }: EmulatedEnvelope): boolean => status !== "ARCHIVED" && status !== "ERRORED";
