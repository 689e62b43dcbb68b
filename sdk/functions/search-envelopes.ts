import * as pulumi from "@pulumi/pulumi";
import type { YotiSignClient } from "../client/client.ts";
import { ValidationError } from "../client/errors.ts";
import { type FoundEnvelope, foundEnvelope } from "./found-envelope.ts";
import type { ReadStatus } from "./read-envelope.ts";
import { type ReadingArgs, reading } from "./reading.ts";
import { type Search, searchIssues } from "./search.ts";

/** Which envelopes to search for. */
export interface SearchEnvelopesArgs extends ReadingArgs {
  /** Created on this day of UTC or later, as in 2030-05-10. Default: the service's, three months back. */
  fromDate?: pulumi.Input<string>;
  /** Created before this day of UTC begins, as in 2030-05-10. Default: the service's, tomorrow. */
  toDate?: pulumi.Input<string>;
  /** Default: all. */
  statuses?: pulumi.Input<pulumi.Input<ReadStatus>[]>;
  /** Take the first so many, in the service's order. Default: all, up to 1,000; the search fails if there are more. */
  limit?: pulumi.Input<number>;
}

const mostWithoutLimit = 1000;

/**
 * Lists the account's envelopes, by the days of their creation and by status: name, status and time of creation. It
 * changes nothing and e-mails nobody. As with `getEnvelope`, it reads anew in every run, and without a service or a key
 * the result of a preview is unknown. It searches as soon as its arguments are known, and so does not wait for envelopes
 * that the same program sends.
 *
 * @returns in the service's order. Fails, as a RunError, where more than 1,000 are found and there is no `limit`: half a
 * list would pass for the whole; where an argument is wrong or the service cannot be asked; and in an `up` without a
 * service or a key
 * @throws RunError when Node is too old
 * @example
 * ```ts
 * const complete = searchEnvelopes({ fromDate: "2030-01-01", statuses: ["COMPLETE"] });
 * export const signedThisYear = complete.apply((envelopes) => envelopes.map(({ name }) => name));
 * ```
 */
export function searchEnvelopes(args: SearchEnvelopesArgs = {}): pulumi.Output<FoundEnvelope[]> {
  return reading(pulumi.output(args), async (client, search) => {
    const issues = searchIssues(search);
    if (issues.length > 0) throw new ValidationError("The search cannot be made", issues);
    return await firstOf(client, search);
  });
}

async function firstOf(client: YotiSignClient, search: Search): Promise<FoundEnvelope[]> {
  const { fromDate, toDate, statuses, limit } = search;
  const summaries = client.searchEnvelopes({
    ...(fromDate !== undefined && { fromDate: new Date(fromDate) }),
    ...(toDate !== undefined && { toDate: new Date(toDate) }),
    ...(statuses !== undefined && { statuses }),
  });
  const found: FoundEnvelope[] = [];
  for await (const summary of summaries) {
    if (limit === undefined && found.length === mostWithoutLimit) throw tooMany();
    found.push(foundEnvelope(summary));
    if (found.length === limit) break;
  }
  return found;
}

function tooMany(): ValidationError {
  const message =
    `it finds more than ${mostWithoutLimit} envelopes; narrow it by fromDate, toDate or statuses, ` +
    "or set limit to take the first so many";
  return new ValidationError("The search is too wide", [{ path: [], message }]);
}
