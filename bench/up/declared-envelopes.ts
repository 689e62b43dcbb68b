import type { Declared } from "../../test/e2e/stack.ts";

/** So many envelopes with one signer, one tag and one document each, by resource name. */
export function declaredEnvelopes(count: number): Record<string, Declared> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(5, "0"));
  return Object.fromEntries(numbers.map((number) => [`envelope-${number}`, envelope(number)]));
}

const envelope = (number: string): Declared => ({
  name: `Agreement ${number}`,
  emails: { invitation: { body: { message: "Please read and sign this agreement." } } },
  documents: ["nda.pdf"],
  recipients: [
    {
      name: `Signer ${number}`,
      email: `signer-${number}@example.com`,
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
});
