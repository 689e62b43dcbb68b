import type { Issue } from "../../schema/issue.ts";
import type { ReadStatus } from "./read-envelope.ts";

/** What to search for, once it is known. */
export interface Search {
  fromDate?: string;
  toDate?: string;
  statuses?: ReadStatus[];
  limit?: number;
}

const known = {
  QUEUED: true,
  ACTIVE: true,
  ERRORED: true,
  ARCHIVED: true,
  COMPLETE: true,
} satisfies Record<ReadStatus, true>;

/** Everything that is wrong with a search; a program without types may pass anything. */
export function searchIssues({ fromDate, toDate, statuses = [], limit }: Search): Issue[] {
  const issues: Issue[] = [];
  for (const [name, day] of Object.entries({ fromDate, toDate }))
    if (day !== undefined && !isDay(day))
      issues.push({ path: [name], message: "is no day, as in 2030-05-10" });
  if (!Array.isArray(statuses)) issues.push({ path: ["statuses"], message: "is no list" });
  else
    for (const [index, status] of statuses.entries())
      if (!Object.hasOwn(known, status))
        issues.push({ path: ["statuses", index], message: `is none of ${Object.keys(known).join(", ")}` });
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
    issues.push({ path: ["limit"], message: "is no whole number from 1" });
  return issues;
}

/** The 31st of a shorter month is a day of the next one to `Date`, and none here. */
function isDay(text: unknown): boolean {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
