/** A session configuration as a program declares it, all values plain. */
export interface IdvSessionConfigInputs {
  /**
   * Its name, as recipients' `verification.idv.sessionConfigName` gives it. Another name is another configuration: a new
   * one is created, and the old one stays.
   */
  name: string;
  /**
   * True: it can be used with this API key alone, and so is lost with the key. Default false: it can be used by the
   * whole organisation.
   */
  isPrivate?: boolean;
  /**
   * What a verification asks for, in the words of Yoti's identity verification API (`requested_checks` …): passed on
   * as it is, without turning names into anything. It cannot change under its name.
   */
  sessionConfig: object;
  /**
   * As which of the stack's accounts it is created, by the name that `yotisign:apiKeys` or `YOTI_SIGN_API_KEY_<NAME>` has
   * for it. Default: the account of `yotisign:apiKey` or `YOTI_SIGN_API_KEY`.
   */
  account?: string;
}

/** What reaches the provider: the declared configuration, and which resource declares it. */
export interface IdentifiedIdvSessionConfigInputs extends IdvSessionConfigInputs {
  /** The resource's URN: project, stack, type and name, which Pulumi does not pass to a dynamic provider. */
  identity: string;
}
