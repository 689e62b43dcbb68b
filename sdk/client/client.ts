import { inspect } from "node:util";
import type { WireEnvelopeSummary } from "../../schema/generated/wire.ts";
import { downloadCompletedDocuments } from "./completed-documents.ts";
import { type ClientOptions, type Connection, connect } from "./connect.ts";
import type { SavedFile } from "./download.ts";
import * as envelopes from "./envelopes.ts";
import { ConfigError } from "./errors.ts";
import { findEnvelopes } from "./find.ts";
import type { CallOptions, Http } from "./http.ts";
import { IdvClient } from "./idv.ts";
import type { UploadFile } from "./multipart.ts";
import * as recipients from "./recipients.ts";
import { type EnvelopeSearch, searchEnvelopes } from "./search.ts";

/**
 * A typed client of the Yoti Sign API. It speaks the wire's snake_case and adds what HTTP leaves out: typed errors,
 * time limits, repeating where that is safe, checked answers.
 *
 * Every method throws ApiError (by status), ConnectionError, TimeoutError, ResponseError, ValidationError, and
 * OutcomeUnknownError where it has an effect; docs/errors.md says when, and what to do.
 *
 * @example
 * ```ts
 * await using client = new YotiSignClient({ baseUrl: sandboxUrl, apiKey });
 * const { envelopeId } = await client.createEnvelope({ options, files: [{ path: "nda.pdf", fileName: "nda.pdf" }] });
 * ```
 */
export class YotiSignClient {
  /** The service's address, without a slash at its end. */
  readonly baseUrl: string;
  /** Identity verification: session configurations, results, limits. */
  readonly idv: IdvClient;
  readonly #connection: Connection;
  #closed = false;

  /** @throws ConfigError the base URL, the key, a limit or the environment's proxy is unusable */
  constructor(options: ClientOptions) {
    this.#connection = connect(options);
    this.baseUrl = this.#connection.baseUrl;
    this.idv = new IdvClient((act) => this.#use(act));
  }

  /**
   * Sends an envelope: its recipients are e-mailed once the service has processed the files. Repeated only when the
   * service provably has not got it.
   *
   * @returns the id of the envelope, which is QUEUED at first
   * @throws OutcomeUnknownError the service may have it; `cause` is the signal's reason where the call was aborted
   * @throws ValidationError a file is missing, has changed, or has a name that cannot be sent
   */
  createEnvelope(envelope: envelopes.NewEnvelope, call: CallOptions = {}): Promise<{ envelopeId: string }> {
    return this.#use((http) => envelopes.createEnvelope(http, envelope, call));
  }

  /**
   * Sends an embedded envelope, which your own pages let people sign: nobody is e-mailed but those whose
   * `event_notifications` say so. Repeated only when the service provably has not got it.
   *
   * @returns the id of the envelope, which is QUEUED at first, and each signer's token: whoever has a token can open
   *   `{web}/embedded/sign/{token}` and sign, so it is a secret
   * @throws OutcomeUnknownError the service may have it; the tokens of that one are lost, so look for it and delete it
   * @throws ValidationError a file is missing, has changed, or has a name that cannot be sent
   */
  createEmbeddedEnvelope(
    envelope: envelopes.NewEnvelope,
    call: CallOptions = {},
  ): Promise<envelopes.CreatedEmbeddedEnvelope> {
    return this.#use((http) => envelopes.createEmbeddedEnvelope(http, envelope, call));
  }

  /**
   * Reads an envelope's whole state. `COMPLETED` becomes `COMPLETE`.
   *
   * @throws NotFoundError, ForbiddenError it is unknown, or another account's
   */
  getEnvelope(id: string, call: CallOptions = {}): Promise<envelopes.CurrentEnvelope> {
    return this.#use((http) => envelopes.getEnvelope(http, id, call));
  }

  /**
   * Reads an envelope's status alone, with `details.errors` where it is ERRORED. `COMPLETED` becomes `COMPLETE`.
   *
   * @throws NotFoundError, ForbiddenError it is unknown, or another account's
   */
  getEnvelopeStatus(id: string, call: CallOptions = {}): Promise<envelopes.CurrentEnvelope> {
    return this.#use((http) => envelopes.getEnvelopeStatus(http, id, call));
  }

  /**
   * Withdraws an envelope that is not fully signed. Every signer is e-mailed, and it cannot be undone.
   *
   * @throws OutcomeUnknownError it may be archived; its status tells
   */
  archiveEnvelope(id: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => envelopes.archiveEnvelope(http, id, call));
  }

  /**
   * Deletes an envelope and what was signed with it, for good.
   *
   * @throws NotFoundError there was none before this call
   */
  deleteEnvelope(id: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => envelopes.deleteEnvelope(http, id, call));
  }

  /**
   * Changes how a recipient is named or reached. Another e-mail address makes the request somebody else's.
   *
   * @throws OutcomeUnknownError it may be changed; the envelope's state tells
   */
  editRecipient(
    id: string,
    recipientId: string,
    edit: recipients.RecipientEdit,
    call: CallOptions = {},
  ): Promise<void> {
    return this.#use((http) => recipients.editRecipient(http, id, recipientId, edit, call));
  }

  /**
   * E-mails a reminder to a recipient who has not signed. Every call is another e-mail.
   *
   * @throws OutcomeUnknownError it may have been e-mailed
   */
  sendReminder(id: string, recipientId: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => recipients.sendReminder(http, id, recipientId, call));
  }

  /**
   * E-mails the completion pack of a fully signed envelope to a recipient again.
   *
   * @throws ConflictError not everybody has signed
   * @throws GoneError it was sent to this recipient as often as the service allows
   * @throws RateLimitError the last time was less than five minutes ago; `retryAfterSeconds` is 300 where the service
   *   names no other time, which a client waits for only if its `totalTimeoutSeconds` is longer
   * @throws OutcomeUnknownError it may have been e-mailed
   */
  resendCompletionPack(id: string, recipientId: string, call: CallOptions = {}): Promise<void> {
    return this.#use((http) => recipients.resendCompletionPack(http, id, recipientId, call));
  }

  /**
   * Lets signing links live anew, of standard and embedded envelopes.
   *
   * @param recipientTokens at least one; all of this envelope
   * @throws ValidationError there is no token, or one cannot be one; it is not repeated, being a secret
   * @throws OutcomeUnknownError they may be extended
   */
  extendTokens(id: string, recipientTokens: readonly string[], call: CallOptions = {}): Promise<void> {
    return this.#use((http) => recipients.extendTokens(http, id, recipientTokens, call));
  }

  /**
   * Hands in a document that a recipient signed offline, a PDF of up to 75 MB. Once the service has processed it, the
   * recipient counts as having signed, which may invite the next sign group or complete the envelope; what fails then
   * is told by the webhook `sign_offline_upload_errors` only.
   *
   * @returns QUEUED
   * @throws PayloadTooLargeError it is over 75 MB
   * @throws OutcomeUnknownError the service may have it; the recipient's `sign_status` tells
   */
  uploadSignedDocument(
    id: string,
    recipientId: string,
    file: UploadFile,
    call: CallOptions = {},
  ): Promise<recipients.QueuedDocument> {
    return this.#use((http) => recipients.uploadSignedDocument(http, id, recipientId, file, call));
  }

  /**
   * Saves the completion pack of a fully signed envelope, a zip, to a file. The file is replaced if it exists, and
   * written beside first, so that there is never half a pack under its name.
   *
   * @param toPath in a folder that exists
   * @throws ResponseError it is no whole zip, or over 2 GiB
   */
  downloadCompletedDocuments(id: string, toPath: string, call: CallOptions = {}): Promise<SavedFile> {
    return this.#use((http) => downloadCompletedDocuments(http, id, toPath, call));
  }

  /**
   * Summaries of the envelopes with these ids, in the service's order and with the status in upper case. Each id is
   * asked for once, 100 to a request. An id that the service does not know is left out, if it leaves it out.
   */
  findEnvelopes(ids: readonly string[], call: CallOptions = {}): Promise<WireEnvelopeSummary[]> {
    return this.#use((http) => findEnvelopes(http, ids, call));
  }

  /**
   * Lists the account's envelopes, each once, reading page after page as they are consumed.
   *
   * @throws ValidationError a date is not valid
   * @throws ResponseError the pages do not add up to the total that the service gives, three times over
   */
  async *searchEnvelopes(
    search: EnvelopeSearch = {},
    call: CallOptions = {},
  ): AsyncGenerator<WireEnvelopeSummary, void, undefined> {
    yield* this.#use((http) => searchEnvelopes(http, search, call));
  }

  /** Lets running calls end and closes the connections. Further calls throw a ConfigError. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toJSON(): { baseUrl: string } {
    return { baseUrl: this.baseUrl };
  }

  [inspect.custom](): string {
    return `YotiSignClient { baseUrl: ${inspect(this.baseUrl)} }`;
  }

  #use<T>(act: (http: Http) => T): T {
    if (this.#closed) throw new ConfigError("The client is closed; make a new one.");
    return act(this.#connection.http);
  }
}
