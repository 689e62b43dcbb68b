/** The policy pack cannot judge, so nothing may be sent. The message says what to do. */
export class PackError extends Error {
  override readonly name = "PackError";
  readonly code = "POLICY_PACK";
}
