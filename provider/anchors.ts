import { type AnchorReading, anchorIssues, DocumentError, readAnchors } from "../document/index.ts";
import type { EnvelopeInputs } from "../schema/envelope-inputs.ts";
import type { Issue } from "../schema/issue.ts";
import { unknownPaths } from "../schema/unknown.ts";
import type { Runtime } from "./runtime.ts";

const variants = ["GENERAL", "REAL_ESTATE", "ALL"] as const;

/**
 * What is wrong with the anchors in the documents of an envelope whose tags are read from there.
 *
 * @param inputs the declared envelope, of any shape
 */
export async function anchorsIssues(runtime: Runtime, inputs: EnvelopeInputs): Promise<Issue[]> {
  const { documents, recipients } = inputs;
  const variant = variants.find((one) => one === inputs.autotagging);
  if (!variant || !Array.isArray(documents) || !Array.isArray(recipients)) return [];
  if (unknownPaths([documents, recipients.map((recipient) => recipient?.role)]).length > 0) return [];
  const readings: (AnchorReading | undefined)[] = [];
  for (const document of documents) {
    try {
      const text = await runtime.documents.readText(document.path);
      readings.push(text.kind === "pdf" ? readAnchors(text) : undefined);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      // A file that cannot be used at all is refused already.
      if (error.code !== "too-much-text") return [];
      return [{ path: ["documents", readings.length], message: `(${document.path}) ${error.problem}` }];
    }
  }
  const signers = recipients.flatMap((recipient, index) =>
    (recipient?.type ?? "SIGNER") === "SIGNER" ? [{ index, role: String(recipient?.role ?? "") }] : [],
  );
  const roles = signers.map(({ role }) => role);
  return anchorIssues(readings, variant, roles).map(({ document, role, message }) => ({
    path:
      role === undefined ? ["documents", document ?? 0] : ["recipients", signers[role]?.index ?? 0, "role"],
    message:
      role === undefined
        ? `(${documents[document ?? 0]?.path}) cannot be tagged. ${message}`
        : `does not fit the documents. ${message}`,
  }));
}
