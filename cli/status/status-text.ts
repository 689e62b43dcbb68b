import { styleText } from "node:util";
import { withoutControls } from "../../document/index.ts";
import { ago, moment } from "../moment.ts";
import { row } from "../row.ts";
import { wrapped } from "../wrapped.ts";
import { nameOf } from "./concern.ts";
import type { EnvelopeReport, RecipientReport } from "./envelope-report.ts";
import type { StatusReport } from "./status-report.ts";

/**
 * A stack's status for people: a paragraph per envelope, lines of at most 80 characters.
 *
 * @param now milliseconds since 1970, for "2 hours ago"
 */
export function statusText(report: StatusReport, now: number): string {
  return `${[head(report), ...report.envelopes.map((envelope) => paragraph(envelope, now))].join("\n\n")}\n`;
}

function head({ stack, envelopes, source, asOf, host, notAsked }: StatusReport): string {
  const waiting = envelopes.filter(({ concerns }) => concerns.length > 0).length;
  const count = envelopes.length === 1 ? "1 envelope" : `${envelopes.length || "no"} envelopes`;
  const verdict = waiting > 0 ? `, ${waiting} ${waiting === 1 ? "needs" : "need"} a person` : "";
  const by =
    source === "service"
      ? `As ${host} says on ${moment(asOf)}.`
      : `As Pulumi's state says, written on ${moment(asOf)}, and not the service: ${notAsked}`;
  const what = stack === null ? "This stack" : `Stack ${stack}`;
  return [wrapped("", 0, `${what}: ${count}${verdict}.`), wrapped("", 0, by)].join("\n");
}

function paragraph(envelope: EnvelopeReport, now: number): string {
  const { resource, status, envelopeId, recipients, concerns, failure } = envelope;
  const colour = concerns.length > 0 ? "red" : status === "COMPLETE" ? "green" : "yellow";
  return [
    `${bold(withoutControls(resource))}  ${styleText(colour, status)}  ${progress(envelope)}`.trimEnd(),
    row("id", envelopeId),
    ...recipients.flatMap((recipient) => recipientRows(envelope, recipient, now)),
    ...recipients.filter(({ changedOutside }) => changedOutside).map(changed),
    ...(failure === null ? [] : [row("not asked", `${failure} This is what Pulumi's state says.`)]),
    ...concerns.map(({ message }) => row("!", message, "red")),
  ].join("\n");
}

function progress({
  status,
  signatures,
  signGroup,
  signGroups,
  completedAt,
  archivedAt,
}: EnvelopeReport): string {
  if (status === "COMPLETE") return completedAt ? `since ${moment(completedAt)}` : "";
  if (status === "ARCHIVED") return archivedAt ? `on ${moment(archivedAt)}` : "";
  if (status !== "ACTIVE") return "";
  const turn = signGroup !== null && signGroups > 1 ? `, group ${signGroup} of ${signGroups} to sign` : "";
  return `${signatures.given} of ${signatures.needed} signed${turn}`;
}

function recipientRows(
  { status, signGroups }: EnvelopeReport,
  recipient: RecipientReport,
  now: number,
): string[] {
  const { signStatus, signGroup, signedAt, waitedFor } = recipient;
  const who = called(recipient);
  if (signStatus === "SIGNED") return [row("signed", `${who}${signedAt ? `, ${moment(signedAt)}` : ""}`)];
  if (status !== "ACTIVE" || recipient.type === "CC") return [];
  if (!waitedFor) return [row("later", signGroups > 1 ? `${who}, in group ${signGroup ?? 1}` : who)];
  return [row("waits for", `${who}, ${invited(recipient, now)}, ${link(recipient, now)}`)];
}

const invited = ({ invitedAt }: RecipientReport, now: number): string =>
  invitedAt ? `invited ${ago(invitedAt, now)} (${moment(invitedAt)})` : "not invited by e-mail";

function link({ linkExpiresAt, linkExpired }: RecipientReport, now: number): string {
  if (!linkExpiresAt) return "end of the link not known";
  return `link ${linkExpired ? "expired" : "expires"} ${ago(linkExpiresAt, now)} (${moment(linkExpiresAt)})`;
}

const changed = ({ key }: RecipientReport): string =>
  row("note", `the name or e-mail of ${nameOf(key)} was changed in Yoti Sign after sending`);

function called({ key, person }: RecipientReport): string {
  const parts = [person?.name, person?.email].flatMap((part) => (part ? [part] : []));
  return nameOf(key) + (parts.length > 0 ? ` (${parts.join(", ")})` : "");
}

const bold = (text: string): string => styleText("bold", text);
