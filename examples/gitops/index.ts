import * as pulumi from "@pulumi/pulumi";
import { Envelope, SignedDocuments } from "pulumi-yotisign";

const config = new pulumi.Config("gitops");

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
  message: "Please read and sign our mutual NDA. Reply to this e-mail with any question.",
  emails: { reminders: "every 2 days" },
  documents: ["nda.pdf"],
  recipients: [
    {
      role: "Partner",
      name: config.require("partnerName"),
      email: config.require("partnerEmail"),
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

// A runner's disk does not last: the pipeline keeps this folder as an artefact. `publish` would put each file elsewhere.
const signed = new SignedDocuments("nda-signed", { envelope: nda, directory: "signed" });

export const envelopeId = nda.envelopeId;
export const status = signed.status;
export const files = signed.files.apply((files) => files.map(({ name, sha256 }) => ({ name, sha256 })));
