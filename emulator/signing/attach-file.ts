import type { Step } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { noted, refuseUnlessAt } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";
import { type Attachment, progressed } from "./progress.ts";

/**
 * Attaches a PDF at a tag, in the place of one that was attached there before.
 *
 * @throws Refusal 404 for a tag that takes no attachment; as {@link refuseUnlessAt} does
 */
export function attachFile(link: OpenedLink, attachment: Attachment): Step {
  refuseUnlessAttachable(link, attachment.tag);
  const others = link.recipient.progress.attachments.filter(({ tag }) => tag !== attachment.tag);
  const attached = progressed(link.recipient, { attachments: [...others, attachment] });
  return { envelope: noted(link, attached, "attached"), emails: [] };
}

/**
 * Takes an attached PDF away again.
 *
 * @throws Refusal 404 where none is attached; as {@link refuseUnlessAt} does
 */
export function removeAttachment(link: OpenedLink, index: number): Step {
  refuseUnlessAttachable(link, index);
  const { attachments } = link.recipient.progress;
  const others = attachments.filter(({ tag }) => tag !== index);
  if (others.length === attachments.length)
    throw new Refusal(404, "no_attachment", "Nothing is attached at this tag.");
  const envelope = noted(link, progressed(link.recipient, { attachments: others }), "attachment-removed");
  return { envelope, emails: [] };
}

/** @throws Refusal 404 for a tag that takes no attachment; as {@link refuseUnlessAt} does */
export function refuseUnlessAttachable(link: OpenedLink, index: number): void {
  refuseUnlessAt(link, "sign");
  if (link.recipient.asked.tags?.[index]?.type !== "attachment")
    throw new Refusal(404, "no_attachment_tag", "The tag at this position takes no attachment.");
}
