import fc, { type Arbitrary } from "fast-check";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { requestArbitrary } from "./arbitrary-request.ts";

const identity = "urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::name";
/** Envelopes as programs declare them, some in the forms that only programs have. */
export const declarations: Arbitrary<Declaration> = fc
  .tuple(fc.oneof(requestArbitrary("standard"), requestArbitrary("embedded").map(embedded)), fc.boolean())
  .map(([envelope, friendly]) => (friendly ? friendlyFormOf(envelope) : envelope));

function embedded(envelope: EmbeddedEnvelopeInputs): Declaration {
  return { ...envelope, identity };
}

function friendlyFormOf({ emails, ...envelope }: Declaration): Declaration {
  const { invitation, ...rest } = emails ?? {};
  const [document] = envelope.documents;
  return {
    ...envelope,
    emails: { ...rest, reminders: "weekly" },
    message: invitation?.body.message ?? "Please sign.",
    recipients: envelope.recipients.map(({ activeForSeconds: _, tags, ...one }) => ({
      ...one,
      ...(one.type !== "CC" && { activeForDays: 3 }),
      ...(tags && {
        tags: tags.map(({ fileName: _, ...tag }) => ({
          ...tag,
          ...(document && { document }),
          place: { pageNumber: 1, from: "bottom-left" as const, unit: "pt" as const, x: 100, y: 100 },
        })),
      }),
    })),
  };
}
