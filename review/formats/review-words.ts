import type {
  MailKind,
  Review,
  ReviewAction,
  ReviewedEmail,
  ReviewedEnvelope,
  ReviewVerdict,
} from "../review.ts";

/** What a verdict is called. */
export const verdictWords: Record<ReviewVerdict, string> = {
  "nothing-to-do": "nothing to do",
  ready: "ready",
  refused: "refused",
  failed: "failed",
};

/** What a change of an envelope is called. */
export const actionWords: Record<ReviewAction, string> = {
  create: "send",
  replace: "withdraw and send anew",
  reassign: "reassign",
  withdraw: "withdraw",
  delete: "delete",
  adopt: "adopt",
  update: "record",
  leave: "leave alone",
  same: "unchanged",
};

/** What e-mails of a kind are called, and what there is to know of them. */
export const mailWords: Record<MailKind, { one: string; many: string; note: string }> = {
  withdrawal: { one: "withdrawal notice", many: "withdrawal notices", note: "cannot be undone" },
  reassignment: { one: "reassigned invitation", many: "reassigned invitations", note: "cannot be undone" },
  invitation: { one: "invitation", many: "invitations", note: "at once" },
  later: {
    one: "later invitation",
    many: "later invitations",
    note: "when an earlier sign group has signed",
  },
  copy: { one: "copy", many: "copies", note: "once everyone has signed" },
};

/** `1 invitation`, `2 invitations` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** `3 to send, 1 to withdraw, 2 refused, 4 unchanged`. */
export function changeCounts({ envelopes }: Review): string {
  const refused = envelopes.filter(({ issues }) => issues.length > 0);
  const others = Map.groupBy(
    envelopes.filter(({ issues }) => issues.length === 0),
    ({ action }) => action,
  );
  const parts = (Object.keys(actionWords) as ReviewAction[]).flatMap((action) => {
    const count = others.get(action)?.length ?? 0;
    if (count === 0) return [];
    return [action === "same" ? `${count} unchanged` : `${count} to ${actionWords[action]}`];
  });
  const all = [...(refused.length > 0 ? [`${refused.length} refused`] : []), ...parts];
  return all.length > 0 ? all.join(", ") : "no envelopes";
}

/** `2 withdrawal notices, 3 invitations`; empty where nobody is e-mailed. */
export const mailCounts = ({ emails }: Pick<Review, "emails">): string =>
  kindsOf(emails)
    .map(({ kind, mails }) => counted(mails.length, mailWords[kind].one, mailWords[kind].many))
    .join(", ");

/** E-mails by kind, in their order. */
export const kindsOf = (emails: readonly ReviewedEmail[]): { kind: MailKind; mails: ReviewedEmail[] }[] =>
  [...Map.groupBy(emails, ({ kind }) => kind)].map(([kind, mails]) => ({ kind, mails }));

/** What was done with an envelope, in a word or two. */
export const actionOf = ({ action, issues }: ReviewedEnvelope): string =>
  issues.length > 0 ? "refused" : actionWords[action];

/** The day of a time. */
export const dayOf = (time: string): string => time.slice(0, 10);

/** Whether there is anything to tell of an envelope. */
export const isChanged = ({ action, issues, changes }: ReviewedEnvelope): boolean =>
  action !== "same" || issues.length > 0 || changes.length > 0;
