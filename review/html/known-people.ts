import type { Review, ReviewedEnvelope } from "../review.ts";

/** Short names for envelopes and people, by which what belongs to them is found and filtered. */
export interface Names {
  envelopes: { id: string; resource: string }[];
  people: { id: string; title: string }[];
  /** The id of an envelope. */
  envelope(resource: string): string;
  /** The id of a recipient of an envelope; somebody who is in several envelopes has one. */
  person(resource: string, key: string): string;
  /** The ids of all recipients of an envelope, with spaces between. */
  peopleOf(envelope: ReviewedEnvelope): string;
}

/** Whom the filters know: a person is a name with an e-mail address, or a key where neither is shown. */
export function namesOf({ envelopes }: Review): Names {
  const ids = new Map(envelopes.map(({ resource }, at) => [resource, `e${at + 1}`]));
  const people = new Map<string, { id: string; title: string }>();
  const persons = new Map<string, string>();
  for (const { resource, recipients } of envelopes)
    for (const { key, role, name, email } of recipients) {
      const isShown = Boolean(email) && email !== HIDDEN;
      const identity = isShown ? JSON.stringify([name, email]) : JSON.stringify([key]);
      const title = isShown ? `${name} (${email})` : role || key;
      const person = people.get(identity) ?? { id: `p${people.size + 1}`, title };
      people.set(identity, person);
      persons.set(JSON.stringify([resource, key]), person.id);
    }
  const person = (resource: string, key: string): string =>
    persons.get(JSON.stringify([resource, key])) ?? "";
  return {
    envelopes: envelopes.map(({ resource }) => ({ resource, id: ids.get(resource) as string })),
    people: [...people.values()].sort((one, other) => one.title.localeCompare(other.title, "en")),
    envelope: (resource) => ids.get(resource) ?? "",
    person,
    peopleOf: ({ resource, recipients }) => recipients.map(({ key }) => person(resource, key)).join(" "),
  };
}

/** What a mask leaves of a name or an address. */
const HIDDEN = "***";

/** A value that a mask left something of. */
export const shown = (value: string | undefined): string | undefined =>
  value === undefined || value === "" || value === HIDDEN ? undefined : value;
