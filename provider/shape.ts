import { digest } from "../schema/canonical.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../schema/generated/wire.ts";
import type { EnvelopeRequest } from "./request.ts";
import { personDigest } from "./request-digests.ts";

/**
 * What the service's own answers tell about an envelope, as a digest: its name, its files' names, and who its people
 * are with type and sign group. It is how an envelope whose id was lost is recognised.
 */
export function requestShape(request: EnvelopeRequest): string {
  const people = request.canonical.recipients.map(({ contact, terms }) =>
    [personDigest(contact), terms.type, terms.sign_group ?? ""].join(" "),
  );
  return shape(
    request.options.name,
    people,
    request.files.map((file) => file.fileName),
  );
}

/**
 * The same digest from the service's answers.
 *
 * @param name the name as search and find list it
 * @param envelope the envelope's state, past QUEUED
 */
export function envelopeShape(name: string, envelope: WireEnvelope): string {
  const recipients = (envelope.details?.recipients ?? []).filter((recipient) => recipient.type !== "WITNESS");
  const people = recipients.map((recipient) =>
    [personOf(recipient), recipient.type ?? "SIGNER", recipient.sign_group_order || ""].join(" "),
  );
  return shape(
    name,
    people,
    (envelope.details?.files ?? []).map((file) => file.name ?? ""),
  );
}

/** The digest of who a recipient is, by the service's answer. */
export const personOf = ({ name = "", email = "" }: WireEnvelopeRecipient): string =>
  personDigest({ name, email });

const shape = (name: string, people: string[], files: string[]): string =>
  digest([
    name.normalize("NFC").trim(),
    people.toSorted(),
    files.map((file) => file.normalize("NFC")).toSorted(),
  ]);
