import { RefusedError } from "../../provider/refusal.ts";

/** The file with what people approved, as a host keeps it, and where it comes from. */
export interface ReviewedFile {
  text: string;
  /** For messages: `pull request 7, approved on 2026-01-01T00:00:00Z`. */
  from: string;
}

/** Which file is looked for. */
export interface ReviewedFileQuery {
  /** The commit that is about to be carried out. */
  commit: string;
  /** The branch it is on. */
  branch: string;
  /** GitHub: the artefact's name. GitLab: the job's. */
  artefact: string;
  /** The file in it. */
  path: string;
}

/** What was approved and when, by whoever may. */
export interface HostApproval {
  by: string;
  /** ISO 8601. */
  at: string;
}

/** How a host proves that a commit is what people approved. */
export interface ApprovingHost {
  reviewedFile(query: ReviewedFileQuery): Promise<ReviewedFile>;
  close(): Promise<void>;
}

/** The earliest of some approvals. */
export const firstOf = (approvals: readonly HostApproval[]): HostApproval | undefined =>
  approvals.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(0);

/** Chooses, among what reviews left behind, what people saw last when they approved. */
export function seenBefore<Kept extends { at: string }>(
  approval: HostApproval,
  kept: readonly Kept[],
): Kept | undefined {
  const seen = kept.filter(({ at }) => Date.parse(at) <= Date.parse(approval.at));
  return seen.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1);
}

/** Nothing says that people approved of this. */
export const notApproved = (why: string, cure: string): RefusedError =>
  new RefusedError(`${why}. Nothing was done. ${cure}`);
