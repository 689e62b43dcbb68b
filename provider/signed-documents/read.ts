import { resolve } from "node:path";
import type { SignedDocumentsState, SignedDocumentsStatus } from "../../schema/signed-documents-state.ts";
import type { Runtime } from "../runtime.ts";
import { fileDigest } from "./file-digest.ts";
import { listed } from "./listed.ts";

/**
 * Reads whether the files are still there, as they were verified. Nobody is asked. Files that were published may be gone
 * from this machine: their URLs are what counts.
 */
export async function readDocuments(
  runtime: Runtime,
  state: SignedDocumentsState,
): Promise<SignedDocumentsState> {
  if (!state.pack) return state;
  const { files, pack, identity } = state;
  const published = files.every(({ url }) => url !== null);
  const gone: string[] = [];
  const changed: string[] = [];
  for (const { path, sha256 } of [...files, pack]) {
    const found = await fileDigest(resolve(path)).catch(() => "unreadable");
    if (found === undefined && !published) gone.push(path);
    if (found !== undefined && found !== sha256) changed.push(path);
  }
  const status: SignedDocumentsStatus = gone.length + changed.length > 0 ? "changed" : "verified";
  if (status === "changed")
    runtime.engine.show({ severity: "warning", message: warning(gone, changed), urn: identity });
  if (status !== state.status) runtime.approvals.drifted(identity);
  return { ...state, status };
}

const warning = (gone: string[], changed: string[]): string =>
  [
    ...(gone.length > 0
      ? [
          `${listed(gone)} ${gone.length === 1 ? "is" : "are"} gone; the next \`pulumi up\` fetches them again`,
        ]
      : []),
    ...(changed.length > 0
      ? [
          `${listed(changed)} ${changed.length === 1 ? "differs" : "differ"} from what was verified; move what is there ` +
            "away, and the next `pulumi up` fetches it again. Nothing is overwritten",
        ]
      : []),
  ].join(". ");
