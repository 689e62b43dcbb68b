import { inDays, linkSeconds } from "../../policy/link-life.ts";
import type { PolicyEnvelope, PolicyRecipient } from "../../policy/subject.ts";
import type { ReviewedRecipient } from "../review.ts";
import type { SentSource } from "../review-source.ts";
import { notKnownYet, numberOf, shown, textOf } from "./shown.ts";
import { tagsOf, type WrittenEnvelope } from "./written-envelope.ts";

/** The recipients of an envelope. @param sent what became of it; undefined: it is sent anew */
export const recipientsOf = (
  { envelope, recipients }: WrittenEnvelope,
  sent: SentSource | undefined,
): ReviewedRecipient[] =>
  recipients.map(({ recipient }) =>
    reviewed(
      recipient,
      envelope,
      sent?.recipients.find(({ key }) => key === recipient.key),
    ),
  );

function reviewed(
  recipient: PolicyRecipient,
  envelope: Partial<PolicyEnvelope>,
  state: SentSource["recipients"][number] | undefined,
): ReviewedRecipient {
  const { key, role, name, email, signGroup, witness } = recipient;
  const isCopy = recipient.type === "CC";
  const tags = Map.groupBy(tagsOf(recipient), ({ tag }) => textOf(tag.type));
  const phone = phoneOf(recipient);
  return {
    key: textOf(key),
    type: isCopy ? "CC" : "SIGNER",
    ...(role !== undefined && { role: textOf(role) }),
    name: textOf(name),
    email: textOf(email),
    ...(phone !== undefined && { phone }),
    ...(!isCopy && { signGroup: numberOf(signGroup, 1) }),
    assurance: isCopy ? "gets a copy" : assuranceOf(recipient, envelope),
    ...(!isCopy && { linkSeconds: numberOf(linkSeconds(recipient), linkSeconds({})) }),
    ...(state?.linkExpiresAt && { linkExpiresAt: state.linkExpiresAt }),
    ...(state?.signStatus && { signStatus: state.signStatus }),
    tags: Object.fromEntries([...tags].map(([type, all]) => [type, all.length])),
    ...(witness !== undefined && { witness: true as const }),
  };
}

/** The number as it was declared: without the zero that it is dialled with at home. */
export function phoneOf({ isoCountryCode, mobileNumber }: PolicyRecipient): string | undefined {
  const number = shown(mobileNumber);
  return number === undefined ? undefined : [shown(isoCountryCode), number].filter(Boolean).join(" ");
}

/** How sure one may be who signs, in words. */
function assuranceOf(recipient: PolicyRecipient, envelope: Partial<PolicyEnvelope>): string {
  const { authType, yotiAttributes } = recipient;
  const { idv, age } = Object(recipient.verification) as NonNullable<PolicyRecipient["verification"]>;
  const attributes = Array.isArray(yotiAttributes) ? ` (${yotiAttributes.map(textOf).join(", ")})` : "";
  const ways = [
    ...(envelope.hasEnvelopeOtps ? ["one-time password"] : []),
    ...(authType === "sign-auth" ? [`Yoti app${attributes}`] : []),
    ...(idv || authType === "idv"
      ? [`identity check${idv?.sessionConfigName ? ` (${textOf(idv.sessionConfigName)})` : ""}`]
      : []),
    ...(age ? ["age check"] : []),
  ];
  if (ways.length > 0) return ways.join(", ");
  return textOf(authType) === notKnownYet ? notKnownYet : "e-mailed link only";
}

/** Keys of those who sign together, by sign group in order. */
export function signOrderOf(recipients: readonly ReviewedRecipient[]): string[][] {
  const signers = recipients.filter(({ type }) => type === "SIGNER");
  const groups = Map.groupBy(signers, ({ signGroup = 1 }) => signGroup);
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group.map(({ key }) => key));
}

/** `2 days` */
export const linkLife = ({ linkSeconds: seconds }: ReviewedRecipient): string =>
  seconds === undefined ? "" : inDays(seconds);
