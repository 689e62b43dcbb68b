import { ask } from "../../provider/accept.ts";
import type { Runtime } from "../../provider/runtime.ts";
import type { EnvelopeState } from "../../schema/envelope-state.ts";
import type { WireEnvelope } from "../../schema/generated/wire.ts";
import { YotiSignError } from "../../sdk/client/index.ts";
import type { Person, Trace } from "./person.ts";
import type { Place } from "./place.ts";

/** An envelope whose people the service knows. */
export type KnownEnvelope = Pick<EnvelopeState, "envelopeId" | "accountName" | "host">;

/** What the service knows of envelopes, by id; undefined: it does not know it. */
export type Answers = ReadonlyMap<KnownEnvelope, WireEnvelope | undefined>;

/**
 * Asks the service about envelopes, for who their people are.
 *
 * @param failed is told of an envelope that it could not be asked about, as a sentence
 */
export async function askAbout(
  runtime: Runtime,
  envelopes: readonly KnownEnvelope[],
  failed: (problem: string) => void,
): Promise<Answers> {
  const { baseUrl } = runtime.settings;
  const answers = new Map<KnownEnvelope, WireEnvelope | undefined>();
  for (const envelope of envelopes) {
    const { envelopeId, host } = envelope;
    if (baseUrl !== host) {
      failed(
        `The service was not asked about envelope ${envelopeId}: it is at ${host}; set YOTI_SIGN_BASE_URL to that`,
      );
      continue;
    }
    try {
      answers.set(envelope, await ask(runtime, envelope));
    } catch (error) {
      if (!(error instanceof YotiSignError)) throw error;
      failed(`The service was asked about envelope ${envelopeId} in vain: ${error.message}`);
    }
  }
  return answers;
}

/** Which envelopes at the service are of a person. */
export function placesAtService(answers: Answers, person: Person): Place[] {
  return [...answers].flatMap(([{ envelopeId, host }, answer]): Place[] => {
    const people = answer?.details?.recipients ?? [];
    const own = people.filter(({ email }) => person.has(email));
    if (own.length === 0) return [];
    const holds: Trace[] = own.some(({ name }) => name) ? ["e-mail", "name"] : ["e-mail"];
    const where = `${host}/v2/envelopes/${envelopeId}`;
    const remedy = `curl -X DELETE -H "Authorization: Bearer $YOTI_SIGN_API_KEY" ${where}, which deletes it for everybody; save its signed documents first`;
    return [{ kind: "service", where, holds, encrypted: false, remedy }];
  });
}
