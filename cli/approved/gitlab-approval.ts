import { CodeHostError } from "../code-host/code-host-error.ts";
import type { GitLabAt, GitLabMergeRequest } from "./gitlab-merge-request.ts";
import { firstOf, type HostApproval, notApproved } from "./reviewed-change.ts";

/** The role Developer, the first that may write. */
const developer = 30;

/**
 * The first approval of a merge request by somebody who may write to the project and had no part in it: neither opened it
 * nor made one of its commits, as far as names and e-mail addresses tell.
 *
 * @throws RefusedError there is none, or this GitLab does not tell when it was given
 */
export async function approvalOf(at: GitLabAt, request: GitLabMergeRequest): Promise<HostApproval> {
  const { host, path } = at;
  const { iid, author } = request;
  const goal = `read the approvals of merge request ${iid}`;
  const call = { method: "GET", path: `${path}/merge_requests/${iid}/approvals`, goal } as const;
  const answer = (await host.send(call)) as WireApprovals | undefined;
  const makers = await makersOf(at, iid);
  const approvals: HostApproval[] = [];
  for (const { user, approved_at: approvedAt } of answer?.approved_by ?? []) {
    if (!user || user.id === author?.id || !approvedAt) continue;
    const isMaker = await isAmong(at, user, makers);
    if (!isMaker && (await mayWrite(at, user))) approvals.push({ by: user.username, at: approvedAt });
  }
  const approval = firstOf(approvals);
  if (approval) return approval;
  throw notApproved(
    `Merge request ${iid} was not approved by anybody but its author, those who made its commits and those who may not write, or this GitLab does not tell when`,
    "Let the project's rules ask for an approval, prevent that of those who add commits, and remove it when commits are added.",
  );
}

/** Names and addresses in its commits, as they were written there; nobody vouches for them. */
async function makersOf({ host, path }: GitLabAt, iid: number): Promise<Set<string>> {
  const list = `${path}/merge_requests/${iid}/commits?per_page=100`;
  const commits = (await host.list(list, `read the commits of merge request ${iid}`)) as WireCommit[];
  return new Set(
    commits
      .flatMap((one) => [one.author_name, one.author_email, one.committer_name, one.committer_email])
      .flatMap(comparable),
  );
}

/** By name, public address, or the address that GitLab gives: `2-name@users.noreply.gitlab.com`. */
async function isAmong({ host }: GitLabAt, user: WireUser, makers: Set<string>): Promise<boolean> {
  const { id, username, name } = user;
  const goal = "find out who approved";
  const known = (await host.send({ method: "GET", path: `/users/${id}`, goal })) as WireUser | undefined;
  const traits = [name, username, known?.name, known?.public_email].flatMap(comparable);
  const given = `${id}-${username}@users.noreply.`.toLowerCase();
  return traits.some((trait) => makers.has(trait)) || [...makers].some((maker) => maker.startsWith(given));
}

const comparable = (text: string | null | undefined): string[] => (text ? [text.trim().toLowerCase()] : []);

async function mayWrite({ host, path }: GitLabAt, { id }: WireUser): Promise<boolean> {
  try {
    const goal = "find out whether whoever approved may write";
    const member = await host.send({ method: "GET", path: `${path}/members/all/${id}`, goal });
    const { access_level: level = 0 } = (member ?? {}) as { access_level?: number };
    return level >= developer;
  } catch (error) {
    if (error instanceof CodeHostError && error.status === 404) return false;
    throw error;
  }
}

interface WireUser {
  id: number;
  username: string;
  name?: string;
  public_email?: string | null;
}

interface WireApprovals {
  approved_by?: { user?: WireUser | null; approved_at?: string | null }[];
}

interface WireCommit {
  author_name?: string;
  author_email?: string;
  committer_name?: string;
  committer_email?: string;
}
