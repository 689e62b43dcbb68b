import type { Tag } from "../../schema/generated/inputs.ts";
import type { Path } from "../../schema/issue.ts";
import type { PolicyEnvelope } from "../subject.ts";

/** A tag, and whose it is. */
export interface OwnedTag {
  tag: Tag;
  path: Path;
  /** The recipient's place among the recipients; of a witness's tag the signer's. */
  recipient: number;
  ofWitness: boolean;
}

/** All tags of an envelope, recipient by recipient, each signer's own before the witness's. */
export const envelopeTags = ({ recipients }: PolicyEnvelope): OwnedTag[] =>
  recipients.flatMap(({ tags = [], witness }, recipient) => [
    ...tags.map((tag, at) => ({
      tag,
      path: ["recipients", recipient, "tags", at],
      recipient,
      ofWitness: false,
    })),
    ...(witness?.tags ?? []).map((tag, at) => ({
      tag,
      path: ["recipients", recipient, "witness", "tags", at],
      recipient,
      ofWitness: true,
    })),
  ]);
