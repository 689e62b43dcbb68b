/** How an operation behaves, whatever HTTP verb it happens to use. */
export interface Operation {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** What it is to achieve, after "Could not". */
  goal: string;
  /**
   * `always`: repeating it changes nothing. `unless-arrived`: repeating it could do the thing twice, so it is repeated
   * only when the first request provably did nothing: no byte of it was sent, or the service answered 429. Every other
   * answer of 500 and above, also a 503 with Retry-After, may come from a gateway whose server did the work.
   */
  repeat: "always" | "unless-arrived";
  /** A 404 to a repeated request means that an earlier one, whose answer was lost, did it. */
  repeatedNotFoundIsDone?: true;
  /**
   * How long a 429 means to be left alone, in seconds, where it has no Retry-After. Such a limit is about this one
   * thing (a recipient's completion pack), and holds nothing else back.
   */
  rateLimitSeconds?: number;
  /** How long its answer takes says how busy the service is: it asks for one thing, of about the same size always. */
  answerTimeTells?: true;
}

export const operations = {
  // The service has no idempotency key: two creates are two envelopes, and everybody is e-mailed twice.
  createEnvelope: { method: "POST", goal: "create the envelope", repeat: "unless-arrived" },
  createEmbeddedEnvelope: { method: "POST", goal: "create the embedded envelope", repeat: "unless-arrived" },
  getEnvelope: { method: "GET", goal: "read the envelope", repeat: "always", answerTimeTells: true },
  getEnvelopeStatus: {
    method: "GET",
    goal: "read the envelope's status",
    repeat: "always",
    answerTimeTells: true,
  },
  // Archiving e-mails every signer; that a second time does not is written nowhere.
  archiveEnvelope: { method: "PATCH", goal: "archive the envelope", repeat: "unless-arrived" },
  // What is deleted cannot be deleted again, and a repeated request is told so.
  deleteEnvelope: {
    method: "DELETE",
    goal: "delete the envelope",
    repeat: "always",
    repeatedNotFoundIsDone: true,
  },
  // A changed address is sent an invitation; twice the same change may send two.
  editRecipient: { method: "PATCH", goal: "edit the recipient", repeat: "unless-arrived" },
  sendReminder: { method: "POST", goal: "send the reminder", repeat: "unless-arrived" },
  resendCompletionPack: {
    method: "PATCH",
    goal: "send the completion pack again",
    repeat: "unless-arrived",
    // The reference's "wait 5 minutes".
    rateLimitSeconds: 300,
  },
  // Nothing says that nobody is told of it.
  extendTokens: { method: "POST", goal: "extend the signing links", repeat: "unless-arrived" },
  // It counts as a signature, and so may e-mail the next sign group.
  uploadSignedDocument: { method: "POST", goal: "upload the signed document", repeat: "unless-arrived" },
  downloadCompletedDocuments: { method: "GET", goal: "download the completed documents", repeat: "always" },
  // POST, but only a question.
  findEnvelopes: { method: "POST", goal: "find the envelopes", repeat: "always" },
  searchEnvelopes: { method: "GET", goal: "search for envelopes", repeat: "always" },
  listIdvSessionConfigs: { method: "GET", goal: "list the IDV session configurations", repeat: "always" },
  createIdvSessionConfig: {
    method: "POST",
    goal: "create the IDV session configuration",
    repeat: "unless-arrived",
  },
  getIdvSession: { method: "GET", goal: "read the IDV session", repeat: "always" },
  downloadIdvMedia: { method: "GET", goal: "download the IDV media", repeat: "always" },
  downloadIdvPdf: { method: "GET", goal: "download the IDV report", repeat: "always" },
  // GET, but each one doubles the limit.
  resetIdvSessionLimit: { method: "GET", goal: "reset the IDV session limit", repeat: "unless-arrived" },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
