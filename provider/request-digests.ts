import { digest } from "../schema/canonical.ts";
import type { EnvelopeState, RequestDigests } from "../schema/envelope-state.ts";
import { toCamel } from "../schema/wire.ts";
import type { EnvelopeRequest } from "./request.ts";

/** The digests of a request, as state keeps them. */
export function requestDigests(request: EnvelopeRequest): RequestDigests {
  const { fields, documents, recipients } = request.canonical;
  const named = Object.entries(fields).map(([name, value]) => [toCamel(name), digest(value)]);
  const people = recipients.map(({ contact, terms }, index) => {
    const { iso_country_code, mobile_number } = contact;
    const phone = mobile_number === undefined ? {} : { phone: digest([iso_country_code, mobile_number]) };
    return [request.keys[index], { terms: digest(terms), person: personDigest(contact), ...phone }];
  });
  return {
    fields: { ...Object.fromEntries(named), documents: digest(documents) },
    recipients: Object.fromEntries(people),
  };
}

/** The digest of who a recipient is; the service's own answers give the same for the same person. */
export const personDigest = ({ name, email }: { name: string; email: string }): string =>
  digest([name.normalize("NFC").trim(), email.normalize("NFC").trim().toLowerCase()]);

/** The state after a recipient became another person. */
export function withDigests(
  state: EnvelopeState,
  key: string,
  digests: RequestDigests["recipients"][string],
): EnvelopeState {
  const recipients = { ...state.sent.digests.recipients, [key]: digests };
  return { ...state, sent: { ...state.sent, digests: { ...state.sent.digests, recipients } } };
}

/** What differs between what was sent and what is declared. */
export interface RequestChanges {
  /** Fields that cannot change after sending, as a program names them. */
  content: string[];
  /** Keys of recipients whose name, e-mail or phone differ: these can be edited in place. */
  contacts: string[];
}

/**
 * Compares what was sent with what is declared. Recipients are matched by key; where only keys were renamed, nothing
 * differs.
 */
export function requestChanges(sent: RequestDigests, declared: RequestDigests): RequestChanges {
  const names = new Set([...Object.keys(sent.fields), ...Object.keys(declared.fields)]);
  const content = [...names].filter((name) => sent.fields[name] !== declared.fields[name]);
  const contacts: string[] = [];
  const pairs = matchedKeys(sent, declared);
  for (const [key, now] of Object.entries(declared.recipients)) {
    const before = sent.recipients[pairs.get(key) ?? ""];
    if (!before) content.push(`recipients["${key}"] (added)`);
    else if (before.terms !== now.terms) content.push(`recipients["${key}"]`);
    // An edit can give another number, but not take one away (reference, endpoint 8).
    else if (before.phone && !now.phone) content.push(`recipients["${key}"].mobileNumber (removed)`);
    else if (before.person !== now.person || before.phone !== now.phone) contacts.push(key);
  }
  const kept = new Set(pairs.values());
  for (const key of Object.keys(sent.recipients))
    if (!kept.has(key)) content.push(`recipients["${key}"] (removed)`);
  return { content, contacts };
}

/**
 * Pairs declared keys with sent ones. Recipients that are the same in every digest go first, whatever their keys are:
 * a reordered list without keys, or a renamed key, then edits nobody. The rest is paired by key.
 */
export function matchedKeys(sent: RequestDigests, declared: RequestDigests): Map<string, string> {
  const pairs = new Map<string, string>();
  const free = new Set(Object.keys(sent.recipients));
  const open = new Set(Object.keys(declared.recipients));
  const pair = (key: string, old: string | undefined): void => {
    if (old === undefined || !free.delete(old)) return;
    open.delete(key);
    pairs.set(key, old);
  };
  const same = (key: string, old: string): boolean =>
    free.has(old) && digest(sent.recipients[old]) === digest(declared.recipients[key]);
  for (const key of open) if (same(key, key)) pair(key, key);
  for (const key of open)
    pair(
      key,
      Object.keys(sent.recipients).find((old) => same(key, old)),
    );
  for (const key of open) pair(key, key);
  return pairs;
}
