import { ValidationError } from "./errors.ts";

/** Ids are UUIDs; what is merely malformed is for the service to refuse, what would change a path is refused here. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[\w-]{1,64}$/.test(value);

/**
 * The path of an envelope.
 *
 * @throws ValidationError the id is empty, or has characters that no id has
 */
export const envelopePath = (id: string): string => `/v2/envelopes/${checked(id, "envelopeId")}`;

/**
 * The path of one of an envelope's recipients.
 *
 * @throws ValidationError an id is empty, or has characters that no id has
 */
export const recipientPath = (id: string, recipientId: string): string =>
  `${envelopePath(id)}/recipients/${checked(recipientId, "recipientId")}`;

/**
 * The path of a recipient's identity verification sessions.
 *
 * @throws ValidationError the id is empty, or has characters that no id has
 */
export const idvSessionsPath = (recipientId: string): string =>
  `/v2/idv/recipients/${checked(recipientId, "recipientId")}/sessions`;

/**
 * The path of a medium of a recipient's identity verification.
 *
 * @throws ValidationError an id is empty, or has characters that no id has
 */
export const idvMediaPath = (recipientId: string, mediaId: string): string =>
  `${idvSessionsPath(recipientId)}/signed/media/${checked(mediaId, "mediaId")}`;

function checked(id: string, name: string): string {
  if (isId(id)) return id;
  const message = "is no id: it must be a UUID, as the service returned it";
  throw new ValidationError("The request cannot be sent", [{ path: [name], message }]);
}
