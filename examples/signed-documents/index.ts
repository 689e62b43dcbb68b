import * as pulumi from "@pulumi/pulumi";
import { Envelope, SignedDocuments } from "pulumi-yotisign";

const config = new pulumi.Config("signed-documents");

/** To the right of the first or second place on page 2 that says so. */
const beside = (near: string, occurrence: number) => ({
  near,
  pageNumber: 2,
  occurrence,
  side: "on" as const,
  offset: { x: 64, y: -4 },
});

const nda = new Envelope("nda", {
  name: "Mutual NDA",
  message: "Please read and sign our mutual NDA.",
  documents: ["nda.pdf"],
  recipients: [
    {
      role: "Partner",
      name: config.get("partnerName") ?? "Pat Example",
      email: config.get("partnerEmail") ?? "pat.partner@example.com",
      activeForDays: 14,
      tags: [{ type: "signature", place: beside("Signature:", 1) }],
    },
    {
      role: "Company",
      name: config.get("companyName") ?? "Cass Sample",
      email: config.get("companyEmail") ?? "cass.company@example.com",
      signGroup: 2,
      activeForDays: 14,
      tags: [{ type: "signature", place: beside("Signature:", 2) }],
    },
  ],
});

const signed = new SignedDocuments("nda-signed", {
  envelope: nda,
  directory: "signed",
  ...(config.getBoolean("publish") && { publish: ["node", "publish.mjs"] }),
});

export const envelopeId = nda.envelopeId;
export const status = signed.status;
export const files = signed.files;
export const signedNda = signed.files.apply(
  (files) => files.find(({ name }) => name === "nda.pdf")?.url ?? null,
);
