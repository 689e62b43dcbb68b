import type { Issue } from "../../schema/issue.ts";
import { ignoreBody, readJson } from "./answer.ts";
import { jsonBody } from "./body.ts";
import { ValidationError } from "./errors.ts";
import type { CallOptions, Http, HttpAnswer } from "./http.ts";
import { envelopePath, isId, recipientPath } from "./ids.ts";
import { multipartBody, type UploadFile } from "./multipart.ts";

/** What can be changed of a recipient who has not signed; at least one field, and the phone's two only together. */
export interface RecipientEdit {
  name?: string;
  email?: string;
  iso_country_code?: string;
  mobile_number?: string | number;
}

/** What the service says of a signed document it was handed: it will be processed. */
export interface QueuedDocument {
  /** `QUEUED`; another word if the service has one. */
  status: string;
}

/** Endpoint 8: `PATCH /v2/envelopes/:id/recipients/:rid`. */
export async function editRecipient(
  http: Http,
  id: string,
  recipientId: string,
  edit: RecipientEdit,
  call: CallOptions,
): Promise<void> {
  const path = recipientPath(id, recipientId);
  await http.send({ operation: "editRecipient", path, body: jsonBody(edit) }, ignoreBody, call);
}

/** Endpoint 9: `POST /v2/envelopes/:id/recipients/:rid/send-reminder`. */
export async function sendReminder(
  http: Http,
  id: string,
  recipientId: string,
  call: CallOptions,
): Promise<void> {
  const path = `${recipientPath(id, recipientId)}/send-reminder`;
  await http.send({ operation: "sendReminder", path }, ignoreBody, call);
}

/** Endpoint 10: `PATCH /v2/envelopes/:id/recipients/:rid/resend-completion-pack`. */
export async function resendCompletionPack(
  http: Http,
  id: string,
  recipientId: string,
  call: CallOptions,
): Promise<void> {
  const path = `${recipientPath(id, recipientId)}/resend-completion-pack`;
  await http.send({ operation: "resendCompletionPack", path }, ignoreBody, call);
}

/** Endpoint 11: `POST /v2/envelopes/:id/extend-tokens`. */
export async function extendTokens(
  http: Http,
  id: string,
  recipientTokens: readonly string[],
  call: CallOptions,
): Promise<void> {
  const path = `${envelopePath(id)}/extend-tokens`;
  const issues: Issue[] = recipientTokens.flatMap((token, index) =>
    isId(token) ? [] : [{ path: ["recipientTokens", index], message: "is no token: it must be a UUID" }],
  );
  if (recipientTokens.length === 0)
    issues.push({ path: ["recipientTokens"], message: "is empty; name at least one token" });
  if (issues.length > 0) throw new ValidationError("The signing links cannot be extended", issues);
  const body = jsonBody({ recipient_tokens: recipientTokens });
  await http.send({ operation: "extendTokens", path, body }, ignoreBody, call);
}

/** Endpoint 14: `POST /v2/envelopes/:id/recipients/:rid/signed-documents`. */
export async function uploadSignedDocument(
  http: Http,
  id: string,
  recipientId: string,
  file: UploadFile,
  call: CallOptions,
): Promise<QueuedDocument> {
  const path = `${recipientPath(id, recipientId)}/signed-documents`;
  const request = { operation: "uploadSignedDocument", path, body: await multipartBody([file]) } as const;
  const read = (answer: HttpAnswer) => readJson<QueuedDocument>(answer, queuedIssues);
  const { status } = await http.send(request, read, call);
  return { status };
}

const queuedIssues = (value: unknown): Issue[] =>
  typeof (value as { status?: unknown } | null)?.status === "string"
    ? []
    : [{ path: ["status"], message: "is missing or no text" }];
