import type { EnvelopeState, RecipientDigests } from "./envelope-state.ts";
import { secret } from "./pulumi-secret.ts";

/** What programs and people have no use for. */
type Internal = Pick<EnvelopeState, "identity" | "host" | "account" | "accountName" | "sent">;

/**
 * An envelope's outputs as Pulumi keeps them. What only the provider reads is one text: Pulumi writes the whole state
 * twice for each resource it creates, and each value in it costs more than its bytes do.
 */
export type StoredEnvelopeState = Omit<EnvelopeState, keyof Internal> & {
  // What goes out is marked as a secret, which Pulumi takes off before it comes back.
  /**
   * Host, account (`fingerprint` or `fingerprint:name`), time, fingerprint (or `fingerprint:reference`), digests of
   * fields, digests of recipients, identity; separated by spaces.
   */
  record: string;
};

/**
 * The form in which Pulumi keeps an envelope's outputs. Where personal data is a secret the record is one, too: who knows
 * the rest could find a phone number, or a name and its address, by trying which of them has the digest.
 */
export function toStored<State extends EnvelopeState>(
  state: State,
): Omit<State, keyof Internal> & { record: string } {
  const { identity, host, account, accountName, sent, ...shown } = state;
  const { signingUrls, personalData } = shown;
  const rest = {
    ...shown,
    ...(signingUrls && { signingUrls: secret(signingUrls) }),
    ...(personalData && { recipients: secret(shown.recipients) }),
  };
  const { fields, recipients } = sent.digests;
  const people = Object.entries(recipients).map(([key, { terms, person, phone }]) => [
    key,
    [terms, person, ...(phone === undefined ? [] : [phone])].join("."),
  ]);
  const record = [
    host,
    accountName === undefined ? account : `${account}:${accountName}`,
    sent.at,
    sent.reference === undefined ? sent.fingerprint : `${sent.fingerprint}:${sent.reference}`,
    written(Object.entries(fields)),
    written(people),
    identity,
  ];
  const text = record.join(" ");
  return { ...rest, record: personalData ? secret(text) : text };
}

/** The outputs from the form in which Pulumi keeps them: the inverse of {@link toStored}. */
export function fromStored<Stored extends StoredEnvelopeState>(
  stored: Stored,
): Omit<Stored, "record"> & Internal {
  const { record, ...rest } = stored;
  const [host = "", account = "", at = "", mark = "", fields = "", people = "", ...identity] = (
    record ?? ""
  ).split(" ");
  const recipients = read(people).map(([key, value]): [string, RecipientDigests] => {
    const [terms = "", person = "", phone] = value.split(".");
    return [key, { terms, person, ...(phone !== undefined && { phone }) }];
  });
  const digests = { fields: Object.fromEntries(read(fields)), recipients: Object.fromEntries(recipients) };
  // Only the identity may contain spaces: those of a resource's name.
  const [key = "", accountName] = account.split(":");
  const [fingerprint = "", reference] = mark.split(":");
  return {
    ...rest,
    host,
    account: key,
    ...(accountName !== undefined && { accountName }),
    identity: identity.join(" "),
    sent: { at, fingerprint, ...(reference !== undefined && { reference }), digests },
  };
}

const written = (entries: string[][]): string =>
  entries.map(([key = "", value = ""]) => `${encodeURIComponent(key)}=${value}`).join(",");

const read = (text: string): [string, string][] =>
  text
    .split(",")
    .filter(Boolean)
    .map((entry) => {
      const at = entry.indexOf("=");
      return [decodeURIComponent(entry.slice(0, at)), entry.slice(at + 1)];
    });
