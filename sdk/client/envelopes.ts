import type {
  WireEmbeddedAnswer,
  WireEmbeddedRecipient,
  WireEnvelope,
  WireOptions,
} from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import { embeddedAnswerIssues, envelopeIssues } from "../../schema/validate.ts";
import { ignoreBody, readJson } from "./answer.ts";
import { type EnvelopeStatus, normalStatus } from "./envelope-status.ts";
import type { CallOptions, Http, HttpAnswer } from "./http.ts";
import { envelopePath, isId } from "./ids.ts";
import { multipartBody, type UploadFile } from "./multipart.ts";

/** An envelope to send. */
export interface NewEnvelope {
  /** Everything but the files, as the API has it. */
  options: WireOptions;
  /** 1 to 20 files, in the order the recipients see them; 20 MB together. */
  files: readonly UploadFile[];
}

/** An envelope as {@link getEnvelope} reports it: its status has one spelling. */
export type CurrentEnvelope = Omit<WireEnvelope, "status"> & { status: EnvelopeStatus };

/** What is known of an embedded envelope right after its creation. */
export interface CreatedEmbeddedEnvelope {
  envelopeId: string;
  /** The signers, in the service's order. */
  recipients: {
    /** Opens the envelope for signing, as this person: a secret. */
    token: string;
    email: string;
  }[];
}

/** Endpoint 1: `POST /v2/envelopes`. */
export async function createEnvelope(http: Http, { options, files }: NewEnvelope, call: CallOptions) {
  const body = await multipartBody(files, options);
  const request = { operation: "createEnvelope", path: "/v2/envelopes", body } as const;
  const read = (answer: HttpAnswer) => readJson<{ envelope_id: string }>(answer, idIssues);
  const { envelope_id } = await http.send(request, read, call);
  return { envelopeId: envelope_id };
}

/** Endpoint 2: `POST /v2/embedded-envelopes`, answered with 200 or 202. */
export async function createEmbeddedEnvelope(
  http: Http,
  { options, files }: NewEnvelope,
  call: CallOptions,
): Promise<CreatedEmbeddedEnvelope> {
  const body = await multipartBody(files, options);
  const request = { operation: "createEmbeddedEnvelope", path: "/v2/embedded-envelopes", body } as const;
  const read = (answer: HttpAnswer) => readJson<WireEmbeddedAnswer>(answer, embeddedIssues);
  const { envelope_id, recipients } = await http.send(request, read, call);
  return { envelopeId: envelope_id, recipients: recipients.map(embeddedRecipient) };
}

/** The reference writes these names with small letters in one place, with capitals in another. */
const embeddedRecipient = ({ token, Token, email, Email }: WireEmbeddedRecipient) => ({
  token: (token ?? Token) as string,
  email: (email ?? Email) as string,
});

function embeddedIssues(value: unknown): Issue[] {
  const issues = [...embeddedAnswerIssues(value), ...idIssues(value)];
  if (issues.length > 0) return issues;
  return (value as WireEmbeddedAnswer).recipients.flatMap((one, index) =>
    Object.entries(embeddedRecipient(one))
      .filter(([, text]) => !text)
      .map(([name]) => ({ path: ["recipients", index, name], message: "is missing" })),
  );
}

function idIssues(value: unknown): Issue[] {
  return isId((value as { envelope_id?: unknown } | null)?.envelope_id)
    ? []
    : [{ path: ["envelope_id"], message: "is missing or no id" }];
}

/** Endpoint 3: `GET /v2/envelopes/:id`. */
export async function getEnvelope(http: Http, id: string, call: CallOptions): Promise<CurrentEnvelope> {
  return await readEnvelope(http, { operation: "getEnvelope", path: envelopePath(id) }, call);
}

/** Endpoint 4: `GET /v2/envelopes/:id/status`. */
export async function getEnvelopeStatus(http: Http, id: string, call: CallOptions): Promise<CurrentEnvelope> {
  return await readEnvelope(
    http,
    { operation: "getEnvelopeStatus", path: `${envelopePath(id)}/status` },
    call,
  );
}

async function readEnvelope(
  http: Http,
  request: { operation: "getEnvelope" | "getEnvelopeStatus"; path: string },
  call: CallOptions,
): Promise<CurrentEnvelope> {
  const read = (answer: HttpAnswer) =>
    readJson<WireEnvelope>(answer, (value) => envelopeIssues(normal(value)));
  return normal(await http.send(request, read, call)) as CurrentEnvelope;
}

/** An envelope whose status has one spelling; whatever has none is left as it is. */
function normal(value: unknown): unknown {
  const { status } = (value ?? {}) as { status?: unknown };
  return typeof status === "string" ? { ...(value as object), status: normalStatus(status) } : value;
}

/** Endpoint 5: `PATCH /v2/envelopes/:id`, without a body. */
export async function archiveEnvelope(http: Http, id: string, call: CallOptions): Promise<void> {
  await http.send({ operation: "archiveEnvelope", path: envelopePath(id) }, ignoreBody, call);
}

/** Endpoint 6: `DELETE /v2/envelopes/:id`. */
export async function deleteEnvelope(http: Http, id: string, call: CallOptions): Promise<void> {
  await http.send({ operation: "deleteEnvelope", path: envelopePath(id) }, ignoreBody, call);
}
