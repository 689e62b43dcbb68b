import type {
  WireIdvSessionConfig,
  WireIdvSessionConfigs,
  WireListedSessionConfig,
} from "../../schema/generated/wire.ts";
import type { Issue } from "../../schema/issue.ts";
import { idvSessionConfigsIssues } from "../../schema/validate.ts";
import { ignoreBody, readJson } from "./answer.ts";
import { jsonBody } from "./body.ts";
import { download, type SavedFile } from "./download.ts";
import type { CallOptions, Http, HttpAnswer } from "./http.ts";
import { idvMediaPath, idvSessionsPath } from "./ids.ts";

/** The result of an identity verification, which is about a person: keep it out of logs. */
export interface IdvSession {
  /** `ONGOING` until it has a result; it stays so where the recipient signed but met a technical problem. */
  state: string;
  session_id?: string;
  resources?: Record<string, unknown>;
  checks?: unknown[];
  [undocumented: string]: unknown;
}

/** A medium that was downloaded. */
export interface SavedMedia extends SavedFile {
  /** What the service says it is, for example `image/jpeg`, or `application/json` for extracted text. */
  contentType: string | undefined;
}

const configsPath = "/v2/idv/sessions/configs";

/**
 * The part of {@link YotiSignClient} for identity verification. Recipients are named by their own id alone. Its methods
 * throw what the client's others do.
 */
export class IdvClient {
  readonly #use: <T>(act: (http: Http) => T) => T;

  /** @param use calls with the client's way to the service */
  constructor(use: <T>(act: (http: Http) => T) => T) {
    this.#use = use;
  }

  /**
   * Lists the session configurations the account can use (endpoint 15).
   *
   * @param detailed whether to read each `session_config` too, which makes the answer long. Default false
   */
  listSessionConfigs(
    { detailed = false }: { detailed?: boolean } = {},
    call: CallOptions = {},
  ): Promise<WireListedSessionConfig[]> {
    const request = {
      operation: "listIdvSessionConfigs",
      path: configsPath,
      // The reference puts this in the body of a GET. Not all proxies let such a body pass, so it goes only if needed.
      ...(detailed && { body: jsonBody({ detailed_session_configs: true }) }),
    } as const;
    const read = (answer: HttpAnswer) => readJson<WireIdvSessionConfigs>(answer, idvSessionConfigsIssues);
    return this.#use(async (http) => (await http.send(request, read, call)).session_configs);
  }

  /**
   * Makes a session configuration known under its name, which envelopes give in
   * `verification.idv.session_config_name` (endpoint 15). The API can neither change nor remove it.
   *
   * @param config its `session_config` is in the words of Yoti's identity verification API, and passed on as it is
   * @throws OutcomeUnknownError it may exist; the list of configurations tells
   */
  createSessionConfig(config: WireIdvSessionConfig, call: CallOptions = {}): Promise<void> {
    const request = {
      operation: "createIdvSessionConfig",
      path: configsPath,
      body: jsonBody(config),
    } as const;
    return this.#use((http) => http.send(request, ignoreBody, call));
  }

  /**
   * Reads the result of a recipient's verification (endpoint 16).
   *
   * @throws NotFoundError there is no such recipient, or no verification of theirs
   */
  getSession(recipientId: string, call: CallOptions = {}): Promise<IdvSession> {
    const read = (answer: HttpAnswer) => readJson<IdvSession>(answer, sessionIssues);
    return this.#use(async (http) => {
      const path = `${idvSessionsPath(recipientId)}/signed/json`;
      return await http.send({ operation: "getIdvSession", path }, read, call);
    });
  }

  /**
   * Saves one medium of a recipient's verification to a file, for example the picture of a document (endpoint 16). The
   * file is replaced if it exists.
   *
   * @param mediaId as the session's result names it
   * @param toPath in a folder that exists
   */
  downloadMedia(
    recipientId: string,
    mediaId: string,
    toPath: string,
    call: CallOptions = {},
  ): Promise<SavedMedia> {
    return this.#use(async (http) => {
      const path = idvMediaPath(recipientId, mediaId);
      return await download(http, { operation: "downloadIdvMedia", path }, "any", toPath, call);
    });
  }

  /**
   * Saves a zip with the PDF report of a recipient's verification to a file (endpoint 16). The file is replaced if it
   * exists.
   *
   * @param toPath in a folder that exists
   * @throws ConflictError the session is ONGOING
   */
  downloadPdf(recipientId: string, toPath: string, call: CallOptions = {}): Promise<SavedFile> {
    return this.#use(async (http) => {
      const path = `${idvSessionsPath(recipientId)}/signed/pdf`;
      const request = { operation: "downloadIdvPdf", path } as const;
      const { bytes, sha256 } = await download(http, request, "zip", toPath, call);
      return { bytes, sha256 };
    });
  }

  /**
   * Doubles how many sessions a recipient may begin, up to 50 (endpoint 17). Each call doubles it again, though it is a
   * GET; so it is not repeated.
   *
   * @throws OutcomeUnknownError it may be doubled
   */
  resetSessionLimit(recipientId: string, call: CallOptions = {}): Promise<void> {
    return this.#use(async (http) => {
      const path = `${idvSessionsPath(recipientId)}/reset-limit`;
      await http.send({ operation: "resetIdvSessionLimit", path }, ignoreBody, call);
    });
  }
}

const sessionIssues = (value: unknown): Issue[] =>
  typeof (value as { state?: unknown } | null)?.state === "string"
    ? []
    : [{ path: ["state"], message: "is missing or no text" }];
