import { digest } from "../schema/canonical.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../schema/generated/wire.ts";
import { comparableName, sentName } from "./reference.ts";
import type { EnvelopeRequest } from "./request.ts";
import { personDigest } from "./request-digests.ts";

/**
 * What the service's own answers tell about an envelope, as a digest each: its name, who its people are with type and
 * sign group, and its files' names. It is how an envelope whose id was lost is recognised.
 *
 * @param reference what is put behind its name
 */
export function requestShape(request: EnvelopeRequest, reference?: string): string {
  const people = request.canonical.recipients.map(({ contact, terms }) =>
    [personDigest(contact), terms.type, terms.sign_group ?? ""].join(" "),
  );
  return shape(
    sentName(request.options.name, reference),
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
export const personOf = ({ name, email }: WireEnvelopeRecipient): string =>
  personDigest({ name: name ?? "", email: email ?? "" });

const shape = (name: string, people: string[], files: string[]): string =>
  [
    nameShape(name),
    digest(people.toSorted()),
    digest(files.map((file) => file.normalize("NFC")).toSorted()),
  ].join(" ");

/** The part of a shape that is of the name, as a search lists it. */
export const nameShape = (name: string): string => digest(comparableName(name));

/** Whether two shapes are of the same people, in the same sign groups. */
export const samePeople = (one: string, other: string): boolean => one.split(" ")[1] === other.split(" ")[1];

/**
 * Whether two shapes differ in one part alone: somebody may have edited the envelope since, or the service may spell
 * something in its own way.
 */
export function nearlySame(one: string, other: string): boolean {
  const parts = other.split(" ");
  return one.split(" ").filter((part, index) => part !== parts[index]).length === 1;
}
