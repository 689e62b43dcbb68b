import type { IdentifiedInputs } from "../../../schema/envelope-inputs.ts";
import { pdfOfPages } from "../document/sample-pdf.ts";

/** The URN of a resource of the stack `test` of the project `signing`. */
export const urnOf = (name: string, kind: "Envelope" | "EmbeddedEnvelope" = "Envelope"): string =>
  `urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:${kind}::${name}`;

/** The provider's text, as the resource class sends it. */
export const providerText = 'exports.handler=()=>require("pulumi-yotisign/provider").envelope;';

/**
 * A declared envelope, as a program writes it: the resource's name and the provider's text are Pulumi's to add. With an
 * identity it is another kind of resource than an `Envelope`.
 */
export type Declared = Omit<IdentifiedInputs, "identity"> & Partial<Pick<IdentifiedInputs, "identity">>;

/** A PDF of two pages; `mark` makes the bytes of one differ from another's. */
export function samplePdf(mark = ""): Buffer {
  const page = "/MediaBox [0 0 612 792]";
  return pdfOfPages(page, mark === "" ? page : `${page} /Mark (${mark})`);
}

const signature = { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 } as const;

/** Two who sign one after the other, and one who gets a copy. */
export const nda = (path: string): Declared => ({
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  documents: [{ path }],
  recipients: [
    { role: "Partner", name: "Pat Example", email: "pat@example.com", signGroup: 1, tags: [signature] },
    { role: "Company", name: "Cass Sample", email: "cass@example.com", signGroup: 2, tags: [signature] },
    { key: "archive", type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
});

/** The same envelope with one recipient, found by key or role, changed. */
export function withRecipient(
  declared: Declared,
  who: string,
  change: Partial<Declared["recipients"][number]>,
): Declared {
  const recipients = declared.recipients.map((recipient) =>
    recipient.key === who || recipient.role === who ? { ...recipient, ...change } : recipient,
  );
  return { ...declared, recipients };
}
