/**
 * LISTED when the service has it as it was created or taken over; CHANGED when it lists another content under the name;
 * MISSING when it lists none. The API can do neither of the last two, so somebody else did.
 */
export type IdvSessionConfigStatus = "LISTED" | "CHANGED" | "MISSING";

/** A session configuration's outputs, and all that the provider may know of it when its inputs are gone. */
export interface IdvSessionConfigState {
  name: string;
  isPrivate: boolean;
  status: IdvSessionConfigStatus;
  identity: string;
  /** Origin of the service it is at, for example https://api.yotisign.com. */
  host: string;
  /** A short fingerprint of the key it was created with, to tell one account's key from another's. */
  account: string;
  /** The name of the account it was created as, where the program gave one. */
  accountName?: string;
  /** Digest of its `session_config` as declared. */
  declared: string;
  /** Digest of what the service lists under its name, which may be in a spelling of the service's own. */
  listed: string;
}

/** The outputs as Pulumi keeps them; what only the provider reads is one text. */
export interface StoredIdvSessionConfigState
  extends Pick<IdvSessionConfigState, "name" | "isPrivate" | "status"> {
  /** Host, account, account's name, both digests, identity; separated by spaces. */
  record: string;
}

/** The form in which Pulumi keeps a session configuration's outputs. */
export function toStoredConfig(state: IdvSessionConfigState): StoredIdvSessionConfigState {
  const { name, isPrivate, status, identity, host, account, accountName, declared, listed } = state;
  const named = encodeURIComponent(accountName ?? "");
  return { name, isPrivate, status, record: [host, account, named, declared, listed, identity].join(" ") };
}

/** The outputs from the form in which Pulumi keeps them: the inverse of {@link toStoredConfig}. */
export function fromStoredConfig({
  name,
  isPrivate,
  status,
  record,
}: StoredIdvSessionConfigState): IdvSessionConfigState {
  const [host = "", account = "", named = "", declared = "", listed = "", ...identity] = record.split(" ");
  return {
    name,
    isPrivate,
    status,
    host,
    account,
    ...(named !== "" && { accountName: decodeURIComponent(named) }),
    declared,
    listed,
    // Only the identity may contain spaces: those of a resource's name.
    identity: identity.join(" "),
  };
}
