import { Envelope } from "pulumi-yotisign";
import type { Partner } from "./declared.ts";

/** Declares the NDA with one partner. */
export const nda = (name: string, { company, signer, email }: Partner): Envelope =>
  new Envelope(name, {
    name: `NDA with ${company}`,
    message: "Please read and sign our mutual NDA.",
    documents: ["nda.pdf"],
    recipients: [
      {
        role: "Partner",
        name: signer,
        email,
        tags: [{ type: "signature", pageNumber: 2, x: 0.2, y: 0.3 }],
      },
    ],
  });
