import type { EnvelopeOptions } from "../envelope/options.ts";
import type { RefusalEntry } from "../envelope/refusal.ts";
import { repeated, wrong } from "./wrong.ts";

const estate = "Tenant|Landlord|Agent|Guarantor|Contractor";
const words = { GENERAL: "Signer", REAL_ESTATE: estate, ALL: `Signer|${estate}` };

/** What is wrong with the signers of an envelope whose documents carry the tags. */
export function wrongAutotagging({ autotagging, recipients }: EnvelopeOptions): RefusalEntry[] {
  if (autotagging === undefined) return [];
  const role = new RegExp(`^(${words[autotagging]}) ([1-9]|[12][0-9]|30)$`);
  const signers = [...recipients.entries()].filter(([, { type }]) => type === "SIGNER");
  return [
    ...signers
      .filter(([, signer]) => !role.test(signer.role ?? ""))
      .map(([index]) =>
        wrong(`recipients[${index}].role`, "not_a_role", `must match ${role.source} with autotagging`),
      ),
    ...repeated(
      signers,
      ([, signer]) => signer.role,
      ([index]) => wrong(`recipients[${index}].role`, "unique", "is the role of another signer"),
    ),
    ...signers
      .filter(([, { tags = [] }]) => tags.length > 0)
      .map(([index]) => wrong(`recipients[${index}].tags`, "not_empty", "must be empty with autotagging")),
  ];
}
