import * as pulumi from "@pulumi/pulumi";
import { Envelope } from "pulumi-yotisign";

const config = new pulumi.Config("nda");

const nda = new Envelope("nda", {
  name: "Mutual NDA",
  emails: {
    invitation: {
      body: { message: "Please read and sign our mutual NDA. Reply to this e-mail with any question." },
    },
    reminders: { frequency: 2 },
  },
  documents: ["nda.pdf"],
  recipients: [
    {
      role: "Partner",
      name: config.get("partnerName") ?? "Pat Example",
      email: config.get("partnerEmail") ?? "pat.partner@example.com",
      signGroup: 1,
      activeForSeconds: 14 * 24 * 60 * 60,
      tags: [
        { type: "text_field", name: "Partner's name", pageNumber: 2, x: 0.23, y: 0.215, width: 0.35 },
        { type: "signature", pageNumber: 2, x: 0.23, y: 0.26 },
        { type: "date_signed_field", pageNumber: 2, x: 0.23, y: 0.335 },
      ],
    },
    {
      role: "Company",
      name: config.get("companyName") ?? "Cass Sample",
      email: config.get("companyEmail") ?? "cass.company@example.com",
      signGroup: 2,
      activeForSeconds: 14 * 24 * 60 * 60,
      tags: [
        { type: "text_field", name: "Company's name", pageNumber: 2, x: 0.23, y: 0.465, width: 0.35 },
        { type: "signature", pageNumber: 2, x: 0.23, y: 0.51 },
        { type: "date_signed_field", pageNumber: 2, x: 0.23, y: 0.585 },
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
