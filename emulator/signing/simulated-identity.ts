import type { Recipient } from "../envelope/envelope.ts";
import { mergedField } from "./identity-check.ts";
import type { Outcome } from "./progress.ts";

/** A made-up verification session, in the API's own words. */
export interface SimulatedSession {
  readonly state: "COMPLETED";
  readonly [more: string]: unknown;
}

/**
 * What made-up identity documents of a recipient say, by the names that merge fields use. Of these, each recipient's
 * documents have all; any other field is not on them.
 */
export function documentFields({ asked }: Recipient): Record<string, string> {
  const words = asked.name.split(/\s+/).filter((word) => word !== "");
  const documentType = asked.tags?.find((tag) => mergedField(tag))?.merge_field?.id_doc ?? "PASSPORT";
  return {
    full_name: asked.name,
    given_names: words.slice(0, -1).join(" ") || asked.name,
    first_name: words[0] ?? asked.name,
    family_name: words.at(-1) ?? asked.name,
    date_of_birth: "1990-01-31",
    nationality: "GBR",
    document_type: documentType,
    document_number: "EMULATED01",
    issuing_country: "GBR",
    expiration_date: "2099-12-31",
    formatted_address: "1 Example Street, Anytown, AN1 1AA",
    postal_address: "1 Example Street, Anytown, AN1 1AA",
  };
}

/** The result of a session that passed, or failed on the documents' authenticity. */
export function simulatedSession(
  recipient: Recipient,
  outcome: Outcome,
  sessionId: string,
): SimulatedSession {
  const fields = documentFields(recipient);
  const recommendation =
    outcome === "pass"
      ? { value: "APPROVE" }
      : { value: "REJECT", reason: "COUNTERFEIT", recovery_suggestion: "SUBMIT_ORIGINAL_DOCUMENT" };
  const check = (type: string, result: object) => ({
    type,
    state: "DONE",
    report: { recommendation: result, breakdown: [] },
  });
  return {
    session_id: sessionId,
    state: "COMPLETED",
    resources: {
      id_documents: [
        {
          document_type: fields.document_type,
          issuing_country: fields.issuing_country,
          ...(outcome === "pass" && { document_fields: fields }),
        },
      ],
    },
    checks: [
      check("ID_DOCUMENT_AUTHENTICITY", recommendation),
      check("LIVENESS", { value: "APPROVE" }),
      check("ID_DOCUMENT_FACE_MATCH", { value: "APPROVE" }),
    ],
  };
}
