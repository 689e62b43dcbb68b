import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../schema/issue.ts";
import { ValidationError } from "../client/errors.ts";
import { isId } from "../client/ids.ts";
import { type FoundEnvelope, foundEnvelope } from "./found-envelope.ts";
import { type ReadingArgs, reading } from "./reading.ts";

/** Which envelopes to look for. */
export interface FindEnvelopesArgs extends ReadingArgs {
  /** The service's ids of the envelopes, UUIDs: any number, each asked for once. */
  envelopeIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Reads name, status and time of creation of envelopes by their ids, with one request for a hundred. It changes nothing
 * and e-mails nobody. As with `getEnvelope`, it reads anew in every run, and without a service or a key the result of a
 * preview is unknown.
 *
 * @returns in the order of the ids; an envelope that the service does not have, or that is another account's, is left
 * out. Fails, as a RunError, where the service cannot be asked, or an `up` has no service or no key
 * @throws RunError when Node is too old
 * @example
 * ```ts
 * const rounds = findEnvelopes({ envelopeIds: [nda.envelopeId, lease.envelopeId] });
 * export const waiting = rounds.apply((all) => all.filter(({ status }) => status === "ACTIVE").length);
 * ```
 */
export function findEnvelopes(args: FindEnvelopesArgs): pulumi.Output<FoundEnvelope[]> {
  return reading(pulumi.output(args), async (client, { envelopeIds }) => {
    const issues = idIssues(envelopeIds);
    if (issues.length > 0) throw new ValidationError("The envelopes cannot be found", issues);
    const found = (await client.findEnvelopes(envelopeIds)).map(foundEnvelope);
    const byId = new Map(found.map((envelope) => [envelope.envelopeId.toLowerCase(), envelope]));
    const asked = new Set(envelopeIds.map((id) => id.toLowerCase()));
    return [...asked].flatMap((id) => byId.get(id) ?? []);
  });
}

/** A program without types may pass anything. */
function idIssues(ids: unknown): Issue[] {
  if (!Array.isArray(ids)) return [{ path: ["envelopeIds"], message: "is no list of ids" }];
  return ids.flatMap((id, index) =>
    isId(id) ? [] : [{ path: ["envelopeIds", index], message: "is no id: it must be a UUID" }],
  );
}
