import type { WireOptions } from "../generated/wire.ts";
import type { Issue } from "../issue.ts";

/** Somebody signs; at most 30 sign, and at most 30 get a copy. */
export function recipientCounts(options: WireOptions): Issue[] {
  const issues: Issue[] = [];
  for (const type of ["SIGNER", "CC"] as const) {
    const count = options.recipients.filter((recipient) => recipient?.type === type).length;
    if (count > 30)
      issues.push({ path: ["recipients"], message: `has ${count} of type ${type}; at most 30 are allowed` });
  }
  const known = options.recipients.every((recipient) => recipient?.type === "CC");
  if (known && options.recipients.length > 0)
    issues.push({ path: ["recipients"], message: "has nobody who signs; add a recipient of type SIGNER" });
  return issues;
}

/** No address gets two copies. */
export function ccEmails(options: WireOptions): Issue[] {
  const seen = new Map<string, number>();
  return options.recipients.flatMap((recipient, index) => {
    if (recipient?.type !== "CC" || typeof recipient.email !== "string") return [];
    const email = recipient.email.toLowerCase();
    const first = seen.get(email);
    if (first === undefined) {
      seen.set(email, index);
      return [];
    }
    const message = `is the e-mail of the CC recipients[${first}] too; keep one`;
    return [{ path: ["recipients", index, "email"], message }];
  });
}
