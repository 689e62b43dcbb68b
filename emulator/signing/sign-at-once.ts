import type { Recipient, Step, TagValue } from "../envelope/envelope.ts";
import { isNamed, withRecipient, witnessOf } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { refuseUnlessSignable } from "../envelope/sign-envelope.ts";
import { fillTags, type GivenValues } from "./fill-tags.ts";
import { identityCheckOf } from "./identity-check.ts";
import { nameWitness, type WitnessPerson } from "./name-witness.ts";
import { after, handIn } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";
import { type Attachment, progressed } from "./progress.ts";
import { documentFields } from "./simulated-identity.ts";
import { stageOf } from "./stage.ts";

/** What somebody signs with who is in no mood for pages. */
export interface AtOnce {
  /** Values of tags by name or position; the rest is filled in as {@link fillTags} says. */
  readonly given: GivenValues;
  /** Whom they name as witness, should one have been asked for. Undefined: somebody made up. */
  readonly witness?: WitnessPerson | undefined;
  /** The secret of the witness's link. */
  readonly newToken: string;
}

const madeUpWitness: WitnessPerson = { name: "Made-up Witness", email: "made-up-witness@example.com" };

/**
 * Signs as one person in one go: one-time password, identity and age checks pass without a word, required tags are filled
 * in, and a witness is named where one was asked for, who has yet to sign.
 *
 * @throws Refusal 409 when this person cannot sign now, 410 when the link has expired, 422 for values that do not fit or
 * a witness nobody asked for
 */
export function signAtOnce(link: OpenedLink, { given, witness, newToken }: AtOnce): Step {
  refuseUnlessSignable(link.envelope, link.recipient);
  if (stageOf(link) === "expired")
    throw new Refusal(
      410,
      "link_expired",
      "The recipient's link has expired (active_for_seconds); it cannot be signed with.",
    );
  const own = witnessOf(link.envelope, link.recipient);
  if (witness && !own)
    throw new Refusal(
      422,
      "no_witness",
      "This recipient signs without a witness; the request asked for none.",
    );
  const passed = after(link, withRecipient(link.envelope, withChecksPassed(link)));
  const values = fillTags(passed, given);
  const attached = progressed(passed.recipient, { attachments: attachedBy(passed.recipient, values) });
  const handedIn = handIn(after(passed, withRecipient(passed.envelope, attached)), values);
  if (!own || isNamed(own)) return handedIn;
  return nameWitness(after(passed, handedIn.envelope), witness ?? madeUpWitness, newToken);
}

/** The files whose names the tags hold: those that were attached by the link, and made-up ones. */
const attachedBy = ({ asked, progress }: Recipient, values: readonly TagValue[]): Attachment[] =>
  values.flatMap((name, tag) => {
    if (asked.tags?.[tag]?.type !== "attachment" || typeof name !== "string") return [];
    const own = progress.attachments.find((one) => one.tag === tag && one.name === name);
    return [own ?? { tag, name, sha256: null }];
  });

function withChecksPassed({ recipient, now }: OpenedLink): Recipient {
  const { phoneVerifiedAt, appVerifiedAt, identity } = recipient.progress;
  return progressed(recipient, {
    phoneVerifiedAt: phoneVerifiedAt ?? now,
    appVerifiedAt: appVerifiedAt ?? now,
    identity:
      identityCheckOf(recipient) && identity?.outcome !== "pass"
        ? { sessions: (identity?.sessions ?? 0) + 1, outcome: "pass", fields: documentFields(recipient) }
        : identity,
    age: "pass",
  });
}
