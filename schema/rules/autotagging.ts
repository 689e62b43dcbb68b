import type { WireOptions } from "../generated/wire.ts";
import type { Issue } from "../issue.ts";
import { listOf, signersOf } from "./signers.ts";

const estate = ["Tenant", "Landlord", "Agent", "Guarantor", "Contractor"];
const words = new Map([
  ["GENERAL", ["Signer"]],
  ["REAL_ESTATE", estate],
  ["ALL", ["Signer", ...estate]],
]);

/** Where tags are read from the documents, signers have roles that anchors can name, and no tags of their own. */
export function autotagging(options: WireOptions): Issue[] {
  const allowed = words.get(options.autotagging ?? "");
  if (!allowed) return [];
  const firstOf = new Map<unknown, number>();
  const decidedBy = [["autotagging"]];
  return signersOf(options).flatMap(([recipient, index]) => {
    const path = ["recipients", index];
    const issues: Issue[] = [];
    const first = firstOf.get(recipient.role) ?? index;
    firstOf.set(recipient.role, first);
    if (!isRole(recipient.role, allowed))
      issues.push({
        path: [...path, "role"],
        message: `must be ${allowed.join(" or ")} with a number from 1 to 30, as in "${allowed[0]} 1", since tags are read from the documents`,
        decidedBy,
      });
    else if (first < index)
      issues.push({
        path: [...path, "role"],
        message: `is the role of recipients[${first}] too; anchors need to tell them apart`,
        decidedBy,
      });
    if (listOf(recipient.tags).length > 0)
      issues.push({
        path: [...path, "tags"],
        message: "must be left out or empty, since tags are read from the documents",
        decidedBy,
      });
    return issues;
  });
}

function isRole(role: unknown, allowed: string[]): boolean {
  if (typeof role !== "string") return false;
  const [, word = "", number = ""] = /^([A-Z][a-z]+) ([1-9][0-9]?)$/.exec(role) ?? [];
  return allowed.includes(word) && Number(number) <= 30;
}
