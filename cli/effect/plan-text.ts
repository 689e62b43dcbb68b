import { styleText } from "node:util";
import { productionUrl, sandboxUrl } from "../../sdk/client/index.ts";
import { ago } from "../moment.ts";
import { row } from "../row.ts";
import { wrapped } from "../wrapped.ts";
import { masked } from "./masked.ts";
import type { Plan, Subject } from "./plan.ts";
import type { Addressee } from "./target-recipient.ts";

/**
 * What a command is about to do, for people: to whom, on which service, and that it cannot be taken back.
 *
 * @param people whether names and whole addresses are shown
 * @param now milliseconds since 1970, for "2 hours ago"
 */
export function planText(plan: Plan, people: boolean, now: number): string {
  const { title, subject, steps, skips, rows = [], warnings = [], effect } = plan;
  const to = steps.flatMap((step) => step.to);
  return [
    styleText("bold", wrapped("", 0, title)),
    "",
    ...subjectRows(subject),
    ...rows.map(([label, text]) => row(label, text)),
    ...to.map((one) => row("to", [called(one, people), ...links(one, subject, now)].join(", "))),
    ...skips.map(({ to, reason }) => row("not to", `${called(to, people)}: ${reason}`, "yellow")),
    ...warnings.map((warning) => row("!", warning, "red")),
    "",
    wrapped("", 0, effect),
    "",
    "",
  ].join("\n");
}

/** Somebody in the words of the program, with the address as far as it may be seen. */
export function called({ label, name, email }: Addressee, people: boolean): string {
  const parts = people ? [name, email] : [email && masked(email)];
  const known = parts.filter(Boolean);
  return known.length > 0 ? `${label} (${known.join(", ")})` : label;
}

function subjectRows({ resource, envelopeId, status, host, account }: Subject): string[] {
  const named = [resource ?? envelopeId, status].filter(Boolean).join(", ");
  return [
    ...(named ? [row("envelope", named)] : []),
    ...(resource && envelopeId ? [row("id", envelopeId)] : []),
    ...(host === productionUrl
      ? [row("service", `${host}, PRODUCTION: real people, real signatures`, "red")]
      : [row("service", host === sandboxUrl ? `${host}, the sandbox` : host)]),
    ...(account === undefined ? [] : [row("account", account)]),
  ];
}

/** What is known of somebody's link, as long as it can be of use. */
function links({ invitedAt, linkExpiresAt }: Addressee, { status }: Subject, now: number): string[] {
  if (status !== "ACTIVE") return [];
  const expired = linkExpiresAt !== undefined && Date.parse(linkExpiresAt) <= now;
  return [
    ...(invitedAt ? [`invited ${ago(invitedAt, now)}`] : []),
    ...(linkExpiresAt ? [`link ${expired ? "expired" : "expires"} ${ago(linkExpiresAt, now)}`] : []),
  ];
}
