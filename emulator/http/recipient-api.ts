import type { FastifyInstance } from "fastify";
import { extendTokens } from "../envelope/extend-tokens.ts";
import { Refusal } from "../envelope/refusal.ts";
import { remindRecipient } from "../envelope/remind-recipient.ts";
import { resendCompletionPack } from "../envelope/resend-completion-pack.ts";
import { queueSignedDocument } from "../envelope/signed-document.ts";
import { recipientById } from "../store/envelope-store.ts";
import { readSignedDocument } from "../upload/read-upload.ts";
import type { World } from "../world.ts";

interface EnvelopeParams {
  Params: { id: string };
}

interface RecipientParams {
  Params: { id: string; rid: string };
}

/** The routes of people and their links (reference, endpoints 9 to 11 and 14), each under the operation's name. */
export async function recipientApi(
  app: FastifyInstance,
  { clock, store, documents, processing }: World,
): Promise<void> {
  const found = ({ id, rid }: RecipientParams["Params"], account: string) => {
    const envelope = store.findOwn(id, account);
    return { envelope, recipient: recipientById(envelope, rid) };
  };

  app.post<RecipientParams>(
    "/v2/envelopes/:id/recipients/:rid/send-reminder",
    { config: { operation: "sendReminder" } },
    async ({ params, account }) => {
      const { envelope, recipient } = found(params, account);
      store.take(remindRecipient(envelope, recipient, clock.now()));
      return { recipient_id: recipient.id };
    },
  );

  app.patch<RecipientParams>(
    "/v2/envelopes/:id/recipients/:rid/resend-completion-pack",
    { config: { operation: "resendCompletionPack" } },
    async ({ params, account }, reply) => {
      const { envelope, recipient } = found(params, account);
      store.take(resendCompletionPack(envelope, recipient, clock.now()));
      return reply.code(204).send();
    },
  );

  app.post<EnvelopeParams>(
    "/v2/envelopes/:id/extend-tokens",
    { config: { operation: "extendTokens" } },
    async ({ params, account, body }, reply) => {
      const envelope = store.findOwn(params.id, account);
      store.take(extendTokens(envelope, tokensIn(body), clock.now()));
      return reply.code(204).send();
    },
  );

  app.post<RecipientParams>(
    "/v2/envelopes/:id/recipients/:rid/signed-documents",
    { config: { operation: "uploadSignedDocument" } },
    async (request) => {
      const { envelope, recipient } = found(request.params, request.account);
      if (!request.isMultipart())
        throw new Refusal(
          400,
          "not_multipart",
          "The request must be multipart/form-data with one file part.",
        );
      const { name, content } = await readSignedDocument(request.parts());
      const document = { name, sha256: documents.add(content) };
      processing.schedule(store.take(queueSignedDocument(envelope, recipient, document)));
      return { status: "QUEUED" };
    },
  );
}

function tokensIn(body: unknown): string[] {
  const { recipient_tokens: tokens } = (body ?? {}) as { recipient_tokens?: unknown };
  if (Array.isArray(tokens) && tokens.length > 0 && tokens.every((token) => typeof token === "string"))
    return tokens.map((token) => token.toLowerCase());
  const message = "must be a list of at least one token";
  throw new Refusal(422, "invalid_body", "The request's body is not valid.", [
    { path: "recipient_tokens", code: "type", message },
  ]);
}
