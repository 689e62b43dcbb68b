import { CodeHost } from "./code-host.ts";

/** How one of the hosts that are known here is reached. */
export interface HostAccess {
  /** The address of its REST interface, without a slash at its end. */
  apiUrl: string;
  token: string;
  /** What to do about a status, in a sentence each. */
  cures: Readonly<Record<number, string>>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** GitHub's REST interface. @throws ConfigError its address is unusable */
export const gitHub = ({ apiUrl, ...access }: HostAccess): CodeHost =>
  new CodeHost({
    name: "GitHub",
    url: apiUrl,
    headers: {
      authorization: `Bearer ${access.token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    },
    ...access,
  });

/** GitLab's REST interface. @throws ConfigError its address is unusable */
export const gitLab = ({ apiUrl, ...access }: HostAccess): CodeHost =>
  new CodeHost({
    name: "GitLab",
    url: apiUrl,
    headers: { "private-token": access.token, accept: "application/json" },
    ...access,
  });
