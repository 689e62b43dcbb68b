import type { EnvelopeState, RecipientDigests } from "./envelope-state.ts";

/**
 * An envelope's outputs as Pulumi keeps them. What only the provider reads is one text: Pulumi writes the whole state
 * twice for each resource it creates, and each value in it costs more than its bytes do.
 */
export type StoredEnvelopeState = Omit<EnvelopeState, "sent"> & {
  /** Time, fingerprint, digests of fields, digests of recipients, separated by spaces. */
  sent: string;
};

/** The form in which Pulumi keeps an envelope's outputs. */
export function toStored<State extends EnvelopeState>(state: State): Omit<State, "sent"> & { sent: string } {
  const { at, fingerprint, digests } = state.sent;
  const recipients = Object.entries(digests.recipients).map(([key, { terms, person, phone }]) => [
    key,
    [terms, person, ...(phone === undefined ? [] : [phone])].join("."),
  ]);
  return {
    ...state,
    sent: [at, fingerprint, written(Object.entries(digests.fields)), written(recipients)].join(" "),
  };
}

/** The outputs from the form in which Pulumi keeps them: the inverse of {@link toStored}. */
export function fromStored<Stored extends StoredEnvelopeState>(
  stored: Stored,
): Omit<Stored, "sent"> & Pick<EnvelopeState, "sent"> {
  const [at = "", fingerprint = "", fields = "", recipients = ""] = (stored.sent ?? "").split(" ");
  const people = read(recipients).map(([key, value]): [string, RecipientDigests] => {
    const [terms = "", person = "", phone] = value.split(".");
    return [key, { terms, person, ...(phone !== undefined && { phone }) }];
  });
  const digests = { fields: Object.fromEntries(read(fields)), recipients: Object.fromEntries(people) };
  return { ...stored, sent: { at, fingerprint, digests } };
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
