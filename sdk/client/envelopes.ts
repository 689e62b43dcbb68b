import type { WireEnvelope, WireOptions } from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import { envelopeIssues } from "../../schema/validate.ts";
import { ignoreBody, readJson } from "./answer.ts";
import { type EnvelopeStatus, normalStatus } from "./envelope-status.ts";
import type { CallOptions, Http } from "./http.ts";
import { envelopePath, isId } from "./ids.ts";
import { multipartBody, type UploadFile } from "./multipart.ts";

/** A standard envelope to send. */
export interface NewEnvelope {
  /** Everything but the files, as the API has it. */
  options: WireOptions;
  /** 1 to 20 files, in the order the recipients see them; 20 MB together. */
  files: readonly UploadFile[];
}

/** An envelope as {@link getEnvelope} reports it: its status has one spelling. */
export type CurrentEnvelope = Omit<WireEnvelope, "status"> & { status: EnvelopeStatus };

/** Endpoint 1: `POST /v2/envelopes`. */
export async function createEnvelope(http: Http, envelope: NewEnvelope, call: CallOptions) {
  const body = await multipartBody(envelope.options, envelope.files);
  const request = { operation: "createEnvelope", path: "/v2/envelopes", body } as const;
  const answer = await http.send(
    request,
    (answer) => readJson<{ envelope_id: string }>(answer, idIssues),
    call,
  );
  return { envelopeId: answer.envelope_id };
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
  const envelope = await http.send(request, (answer) => readJson<WireEnvelope>(answer, envelopeIssues), call);
  return { ...envelope, status: normalStatus(envelope.status) as EnvelopeStatus };
}

/** Endpoint 5: `PATCH /v2/envelopes/:id`, without a body. */
export async function archiveEnvelope(http: Http, id: string, call: CallOptions): Promise<void> {
  await http.send({ operation: "archiveEnvelope", path: envelopePath(id) }, ignoreBody, call);
}

/** Endpoint 6: `DELETE /v2/envelopes/:id`. */
export async function deleteEnvelope(http: Http, id: string, call: CallOptions): Promise<void> {
  await http.send({ operation: "deleteEnvelope", path: envelopePath(id) }, ignoreBody, call);
}
