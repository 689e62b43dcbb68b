import * as pulumi from "@pulumi/pulumi";
import { Envelope } from "pulumi-yotisign";

const config = new pulumi.Config("nda");

/** To the right of the first or second place on page 2 that says so; the lines there begin 60 points from the margin. */
const beside = (near: string, occurrence: number) => ({
  near,
  pageNumber: 2,
  occurrence,
  side: "on" as const,
  offset: { x: 64, y: -4 },
});

const nda = new Envelope("nda", {
  name: "Mutual NDA",
  message: "Please read and sign our mutual NDA. Reply to this e-mail with any question.",
  emails: { reminders: "every 2 days" },
  documents: ["nda.pdf"],
  recipients: [
    {
      role: "Partner",
      name: config.get("partnerName") ?? "Pat Example",
      email: config.get("partnerEmail") ?? "pat.partner@example.com",
      signGroup: 1,
      activeForDays: 14,
      tags: [
        { type: "text_field", name: "Partner's name", place: { ...beside("Name:", 1), width: 200 } },
        { type: "signature", place: beside("Signature:", 1) },
        { type: "date_signed_field", place: beside("Date:", 1) },
      ],
    },
    {
      role: "Company",
      name: config.get("companyName") ?? "Cass Sample",
      email: config.get("companyEmail") ?? "cass.company@example.com",
      signGroup: 2,
      activeForDays: 14,
      tags: [
        { type: "text_field", name: "Company's name", place: { ...beside("Name:", 2), width: 200 } },
        { type: "signature", place: beside("Signature:", 2) },
        { type: "date_signed_field", place: beside("Date:", 2) },
      ],
    },
    {
      key: "archive",
      type: "CC",
      name: config.get("archiveName") ?? "Contract Archive",
      email: config.get("archiveEmail") ?? "contracts@example.com",
    },
  ],
});

export const envelopeId = nda.envelopeId;
export const status = nda.status;
export const signedDocumentsUrl = nda.signedDocumentsUrl;
