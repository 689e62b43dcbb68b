import type { EnvelopeSummary } from "../../schema/generated/outputs.ts";
import type { WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import { decode } from "../../schema/wire.ts";

/** An envelope as the service lists it. */
export interface FoundEnvelope {
  /** The service's id of the envelope, a UUID. */
  envelopeId: string;
  /** The envelope's name; null where the service does not say. */
  name: string | null;
  /** QUEUED, ACTIVE, ERRORED, ARCHIVED or COMPLETE; another word if the service has one. */
  status: string;
  /** When it was created, as the service gives it; null where it does not say. */
  createdAt: string | null;
}

/** Turns one of the service's summaries, in which the name is called `envelope`, into what programs get. */
export function foundEnvelope(summary: WireEnvelopeSummary): FoundEnvelope {
  const { envelopeId, envelope, status, createdAt } = decode<EnvelopeSummary>(summary);
  return { envelopeId, name: envelope ?? null, status, createdAt: createdAt ?? null };
}
