import { fits } from "./glob.ts";
import type { PolicyRecipient } from "./subject.ts";

/** Which recipients a rule is about. */
export interface RecipientFilter {
  types: readonly PolicyRecipient["type"][];
  roles: readonly string[];
}

/** The JSON Schemas of the options that say which recipients a rule is about; all of them by default. */
export const recipientFilter: Readonly<Record<keyof RecipientFilter, object>> = {
  types: {
    description: "Which recipients are judged, by type.",
    type: "array",
    items: { enum: ["SIGNER", "CC"] },
    default: ["SIGNER", "CC"],
  },
  roles: {
    description: "Which recipients are judged, by role. * stands for any text, also for no role.",
    type: "array",
    items: { type: "string", minLength: 1 },
    default: ["*"],
  },
};

/** Whether a rule is about a recipient. */
export const isJudged = (recipient: PolicyRecipient, { types, roles }: RecipientFilter): boolean =>
  types.includes(recipient.type) && hasRole(recipient, roles);

/** Whether a recipient's role fits one of some patterns; one without a role fits `*` alone. */
export const hasRole = (recipient: PolicyRecipient, roles: readonly string[]): boolean =>
  roles.includes("*") || roles.some((pattern) => fits(pattern, recipient.role ?? ""));
