import { counted, kindsOf, mailWords } from "../formats/review-words.ts";
import type { MailKind, Review, ReviewedEmail } from "../review.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { type Names, shown } from "./known-people.ts";

/** Longer lists are folded, unless what is in them cannot be undone. */
const FOLDED_FROM = 40;

/** Who is e-mailed and what; what cannot be undone comes first. */
export function emailsBlock(review: Review, names: Names): Html {
  const { verdict, emails } = review;
  return html`<section class="emails" aria-labelledby="emails">
<h2 id="emails">Who is e-mailed</h2>
<p class="soft">${introOf(verdict, emails.length)}</p>
${kindsOf(emails).map(({ kind, mails }) => kindOfMail(kind, mails, names))}
</section>
${lostBlock(review, names)}`;
}

function introOf(verdict: Review["verdict"], count: number): string {
  if (verdict === "failed") return "There is no plan, so nobody knows who would be e-mailed.";
  if (count === 0) return "Nobody is e-mailed by this change.";
  if (verdict === "refused") return "Nobody, as it stands: a run would be refused. Once that is mended:";
  return "An e-mail cannot be taken back. This change sends:";
}

const isFinal = (kind: MailKind): boolean => kind === "withdrawal" || kind === "reassignment";

function kindOfMail(kind: MailKind, mails: readonly ReviewedEmail[], names: Names): Html {
  const { one, many, note } = mailWords[kind];
  const isOpen = isFinal(kind) || mails.length < FOLDED_FROM;
  return html`<details class="mails${isFinal(kind) && " grave"}"${isOpen && html` open`}>
<summary><h3>${icon(isFinal(kind) ? "grave" : "mail")}${counted(mails.length, one, many)}</h3> <span class="note">${note}</span></summary>
<table class="people"><thead><tr><th scope="col">recipient</th><th scope="col">who</th><th scope="col">envelope</th></tr></thead><tbody>${mails.map(
    (mail) => mailRow(mail, names),
  )}</tbody></table>
</details>`;
}

function mailRow({ resource, recipient, name, email, by, signGroup }: ReviewedEmail, names: Names): Html {
  const how = by.includes("sms") ? (by.length > 1 ? "by e-mail and SMS" : "by SMS") : undefined;
  const who = [shown(name), shown(email)].filter((part) => part !== undefined);
  const id = names.envelope(resource);
  return html`<tr data-envelope="${id}" data-person="${names.person(resource, recipient)}"><th scope="row"><bdi>${recipient}</bdi>${
    signGroup !== undefined && html` <span class="soft">group ${signGroup}</span>`
  }</th><td>${who.map((part, at) => html`${at > 0 && ", "}<bdi>${part}</bdi>`)}${how && html` <span class="badge">${how}</span>`}</td><td><a href="#${id}"><bdi>${resource}</bdi></a></td></tr>`;
}

function lostBlock({ lostSignatures }: Review, names: Names): Html | false {
  if (lostSignatures.length === 0) return false;
  const count = lostSignatures.reduce((sum, { signatures }) => sum + signatures, 0);
  return html`<section class="lost grave" aria-labelledby="lost">
<h2 id="lost">${icon("grave")}${counted(count, "signature")} ${count === 1 ? "is" : "are"} lost</h2>
<p>People have signed already, and would have to sign anew:</p>
<ul>${lostSignatures.map(
    ({ resource, envelopeId, signatures }) =>
      html`<li data-envelope="${names.envelope(resource)}">${signatures} of <a href="#${names.envelope(resource)}"><bdi>${resource}</bdi></a> <code>${envelopeId}</code></li>`,
  )}</ul>
</section>`;
}
