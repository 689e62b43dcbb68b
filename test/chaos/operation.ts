import type { Passage } from "./gate.ts";

/** What a request is about; `other` is nothing that the matrix stops. */
export type Operation =
  | { kind: "create" | "search" | "other" }
  | { kind: "get" | "archive"; envelopeId: string };

/** Which of the API's operations a request is. */
export function operationOf({ method, path }: Passage): Operation {
  const [where = ""] = path.split("?");
  if (method === "POST" && where === "/v2/envelopes") return { kind: "create" };
  if (method === "GET" && where === "/v2/organisations/envelopes/search") return { kind: "search" };
  const envelopeId = where.match(/^\/v2\/envelopes\/([^/]+)$/)?.[1];
  if (envelopeId === undefined) return { kind: "other" };
  if (method === "GET") return { kind: "get", envelopeId };
  return method === "PATCH" ? { kind: "archive", envelopeId } : { kind: "other" };
}
