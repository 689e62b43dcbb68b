import { download, type SavedFile } from "./download.ts";
import type { CallOptions, Http } from "./http.ts";
import { envelopePath } from "./ids.ts";

/** Endpoint 7: `GET /v2/envelopes/:id/completed-documents`. */
export async function downloadCompletedDocuments(
  http: Http,
  id: string,
  toPath: string,
  call: CallOptions,
): Promise<SavedFile> {
  const path = `${envelopePath(id)}/completed-documents`;
  const request = { operation: "downloadCompletedDocuments", path } as const;
  const { bytes, sha256 } = await download(http, request, "zip", toPath, call);
  return { bytes, sha256 };
}
