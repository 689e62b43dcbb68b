import { CodeHostError } from "../code-host/code-host-error.ts";
import type { GitHubAt, GitHubPull } from "./github-pull.ts";
import { firstOf, type HostApproval, notApproved } from "./reviewed-change.ts";

/** GitHub lists no more commits of a pull request. */
const maxCommits = 250;

/**
 * The first approval of a pull request's last commit, by somebody who may write to the repository and had no part in
 * it: neither opened it nor wrote or committed one of its commits. The first, so that what it was given for cannot be
 * moved on by a later one.
 *
 * @throws RefusedError there is none, or somebody who may write wants changes
 */
export async function approvalOf(at: GitHubAt, pull: GitHubPull): Promise<HostApproval> {
  const { host, path } = at;
  const list = `${path}/pulls/${pull.number}/reviews?per_page=100`;
  const reviews = (await host.list(list, `read the reviews of pull request ${pull.number}`)) as WireReview[];
  // The last word of each counts; a comment is none.
  const words = new Map(
    reviews
      .filter(({ state }) => state !== "COMMENTED" && state !== "PENDING")
      .map((review) => [review.user?.login, review]),
  );
  const parties = await partiesTo(at, pull);
  const approvals: HostApproval[] = [];
  for (const [by, { state, commit_id, submitted_at }] of words) {
    if (by === undefined || !["APPROVED", "CHANGES_REQUESTED"].includes(state)) continue;
    if (!(await mayWrite(at, by))) continue;
    if (state === "CHANGES_REQUESTED")
      throw notApproved(`Changes are requested on pull request ${pull.number}`, "Settle that first.");
    if (commit_id === pull.head.sha && submitted_at !== undefined && !parties.has(by))
      approvals.push({ by, at: submitted_at });
  }
  const approval = firstOf(approvals);
  if (approval) return approval;
  throw notApproved(
    `Pull request ${pull.number} was not approved at its last commit by anybody else who may: with write access, and with no commit of theirs in it`,
    "Let the branch's protection ask for an approval of the most recent push, and dismiss it when commits are added.",
  );
}

async function partiesTo({ host, path }: GitHubAt, { number, user }: GitHubPull): Promise<Set<string>> {
  const list = `${path}/pulls/${number}/commits?per_page=100`;
  const commits = (await host.list(list, `read the commits of pull request ${number}`)) as WireCommit[];
  if (commits.length >= maxCommits)
    throw notApproved(
      `Pull request ${number} has ${maxCommits} commits or more, so it is not known who made them all`,
      "Propose less at once.",
    );
  return new Set([user, ...commits.flatMap(({ author, committer }) => [author, committer])].flatMap(loginOf));
}

/** A commit by an e-mail address of no account has nobody. */
const loginOf = (user: WireUser | null): string[] => (user?.login === undefined ? [] : [user.login]);

async function mayWrite({ host, path }: GitHubAt, login: string): Promise<boolean> {
  try {
    const goal = "find out whether whoever approved may write";
    const permissionPath = `${path}/collaborators/${encodeURIComponent(login)}/permission`;
    const answer = await host.send({ method: "GET", path: permissionPath, goal });
    // A role of one's own is told as what it is built upon.
    const { permission = "none" } = (answer ?? {}) as { permission?: string };
    return ["admin", "maintain", "write"].includes(permission);
  } catch (error) {
    if (error instanceof CodeHostError && error.status === 404) return false;
    throw error;
  }
}

interface WireUser {
  login?: string;
}

interface WireCommit {
  author: WireUser | null;
  committer: WireUser | null;
}

interface WireReview {
  state: string;
  commit_id: string | null;
  submitted_at?: string;
  user: { login: string } | null;
}
