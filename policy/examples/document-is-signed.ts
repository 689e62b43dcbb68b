import type { RuleExamples } from "../example.ts";

const signer = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  tags: [{ type: "signature", fileName: "contract.pdf", pageNumber: 1, x: 0.1, y: 0.8 }],
} as const;

export const examples: RuleExamples = {
  bad: {
    envelope: {
      documents: [{ path: "contract.pdf" }, { path: "data-processing.pdf" }],
      recipients: [{ ...signer, tags: [...signer.tags] }],
    },
    findings: ["documents[1] is signed by nobody: data-processing.pdf has no signature tag"],
  },
  good: {
    envelope: {
      documents: [{ path: "contract.pdf" }, { path: "data-processing.pdf" }, { path: "annex/prices.pdf" }],
      recipients: [
        {
          ...signer,
          tags: [
            ...signer.tags,
            { type: "signature", fileName: "data-processing.pdf", pageNumber: 1, x: 0.1, y: 0.8 },
          ],
        },
      ],
    },
    options: { except: ["annex/*"] },
  },
};
