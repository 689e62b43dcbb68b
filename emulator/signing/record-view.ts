import type { Step } from "../envelope/envelope.ts";
import { noted } from "./next-step.ts";
import { sendCode } from "./one-time-password.ts";
import type { OpenedLink } from "./opened-link.ts";
import { progressed } from "./progress.ts";
import { showsDocuments, stageOf } from "./stage.ts";

/**
 * What the opening of a link leads to: the first one-time password goes out if there is to be one, and the first time that
 * the documents are shown is noted.
 */
export function recordView(link: OpenedLink): Step {
  const { envelope, recipient, now } = link;
  const stage = stageOf(link);
  if (stage === "verify-phone" && recipient.progress.code === null) return sendCode(link);
  if (!showsDocuments(stage, link) || recipient.progress.viewedAt !== null) return { envelope, emails: [] };
  return { envelope: noted(link, progressed(recipient, { viewedAt: now }), "viewed"), emails: [] };
}
