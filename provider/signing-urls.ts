import type { EnvelopeState } from "../schema/envelope-state.ts";
import type { CreatedEmbeddedEnvelope } from "../sdk/client/index.ts";
import type { EnvelopeRequest } from "./request.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Where each signer of an embedded envelope signs, by recipient key. The service tells tokens by e-mail address, in an
 * order of its own; of signers with one address, the first gets the first.
 *
 * @param webUrl where people sign, without a slash at its end
 */
export function signingUrls(
  { options, keys }: EnvelopeRequest,
  tokens: CreatedEmbeddedEnvelope["recipients"],
  webUrl: string,
): Record<string, string> {
  const free = [...tokens];
  const urls = options.recipients.flatMap(({ type, email }, index): [string, string][] => {
    const at = free.findIndex((one) => one.email.trim().toLowerCase() === email.trim().toLowerCase());
    const key = keys[index];
    if (type !== "SIGNER" || at < 0 || key === undefined) return [];
    const [found] = free.splice(at, 1);
    return [[key, `${webUrl}/embedded/sign/${encodeURIComponent(found?.token ?? "")}`]];
  });
  return Object.fromEntries(urls);
}

/** Says so where an embedded envelope goes on without its signing links. */
export function warnOfLostLinks(runtime: Runtime, state: EnvelopeState): void {
  if (!state.signingUrls || Object.keys(state.signingUrls).length > 0) return;
  runtime.engine.show({
    severity: "warning",
    message:
      `The signing links of envelope ${state.envelopeId} are not known here: the service tells them once, in the answer ` +
      "that creates it, and in the webhook envelope_ready. To get new ones, set " +
      `supersedes: "${state.envelopeId}", which withdraws it and sends another`,
    urn: state.identity,
  });
}
