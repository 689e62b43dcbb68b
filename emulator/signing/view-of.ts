import type { EnvelopeFile } from "../envelope/envelope.ts";
import { isNamed, witnessOf } from "../envelope/envelope.ts";
import { timestamp } from "../envelope/envelope-answer.ts";
import { linkExpiresAt } from "../envelope/sign-envelope.ts";
import { phoneOf } from "../envelope/texts.ts";
import { codeExpiresAt, codesLeft, triesLeft } from "./code-limits.ts";
import { filledByOthers } from "./filled-by-others.ts";
import { formOf } from "./form.ts";
import { judgeValues } from "./judge-values.ts";
import { judgeDraft } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";
import type { PageSize, SigningView, ViewedFile, ViewedTag } from "./signing-view.ts";
import { type Stage, showsDocuments, stageOf } from "./stage.ts";

/**
 * What somebody who opens a link is shown.
 *
 * @param pagesOf sizes of a PDF's pages as they are displayed, by the file's SHA-256
 * @param bytesOf size of an attached PDF, by its SHA-256
 */
export function viewOf(
  link: OpenedLink,
  pagesOf: (sha256: string) => readonly PageSize[],
  bytesOf: (sha256: string) => number,
): SigningView {
  const { envelope, recipient } = link;
  const { options } = envelope;
  const stage = stageOf(link);
  const isShown = showsDocuments(stage, link);
  const files = shownFiles(link);
  const reason = reasonOf(stage, link);
  return {
    stage,
    ...(reason !== undefined && { reason }),
    envelope: {
      id: envelope.id,
      name: options.name,
      message: options.emails?.invitation?.body.message ?? null,
      status: envelope.status,
      sender: options.emails?.name ?? envelope.account,
      completedAt: timestamp(envelope.completedAt),
      embedded: envelope.embedded,
    },
    recipient: person(link),
    expiresAt: timestamp(linkExpiresAt(recipient)),
    ...(options.branding && { branding: options.branding }),
    ...(options.parent_redirect_urls && { redirectUrls: options.parent_redirect_urls }),
    files: files.map((file) => viewedFile(file, pagesOf)),
    ...(isShown ? form(link, bytesOf) : { tags: [], rules: [] }),
    others: filledByOthers(link, files),
    ...witness(link),
    ...(stage === "verify-phone" && { otp: code(link) }),
    ...(stage === "verify-identity" && { identity: identity(link) }),
  };
}

/** The files that the person whose link was opened may see: none before the checks, never one they are excluded from. */
export function shownFiles(link: OpenedLink): EnvelopeFile[] {
  if (!showsDocuments(stageOf(link), link)) return [];
  const { excluded_files: excluded = [] } = link.recipient.asked;
  return link.envelope.files.filter(({ name }) => !excluded.includes(name));
}

const viewedFile = (
  { id, name, sha256 }: EnvelopeFile,
  pagesOf: (sha256: string) => readonly PageSize[],
): ViewedFile =>
  /\.pdf$/i.test(name)
    ? { id, name, kind: "pdf", pages: pagesOf(sha256) }
    : { id, name, kind: "word", pages: [] };

function person({ envelope, recipient }: OpenedLink): SigningView["recipient"] {
  const { id, asked } = recipient;
  const watched = envelope.recipients.find((one) => one.id === recipient.witnessOf);
  return {
    id,
    name: asked.name,
    email: asked.email,
    role: asked.role ?? null,
    type: watched ? "WITNESS" : "SIGNER",
    ...(watched && { signsFor: watched.asked.name }),
    timeZone: asked.time_zone_name ?? "UTC",
  };
}

function form(link: OpenedLink, bytesOf: (sha256: string) => number): Pick<SigningView, "tags" | "rules"> {
  const { recipient, envelope } = link;
  const { tags, rules } = formOf(link);
  const { values, shown, required } = present(link);
  const attachedBytes = (index: number): Pick<ViewedTag, "attachedBytes"> => {
    const sha256 = recipient.progress.attachments.find(({ tag }) => tag === index)?.sha256;
    return sha256 ? { attachedBytes: bytesOf(sha256) } : {};
  };
  const isEmptyGroupFine = (group: string | undefined): boolean =>
    !tags.some((tag, index) => tag.group === group && shown[index] === true && required[index] === true);
  return {
    rules,
    tags: (recipient.asked.tags ?? []).map((asked, index): ViewedTag => {
      const tag = tags[index];
      const { automatic = false, group } = tag ?? {};
      return {
        index,
        ...(asked.name !== undefined && { name: asked.name }),
        type: asked.type,
        fileId: envelope.files.find(({ name }) => name === asked.file_name)?.id ?? "",
        pageNumber: asked.page_number,
        x: asked.x,
        y: asked.y,
        ...(asked.width !== undefined && { width: asked.width }),
        optional: asked.optional ?? false,
        readonly: asked.readonly ?? false,
        automatic,
        ...(group !== undefined && { group, groupOptional: isEmptyGroupFine(group) }),
        ...(asked.prefilled_value !== undefined && { prefilled: asked.prefilled_value }),
        ...(asked.help_text !== undefined && { helpText: asked.help_text }),
        ...(asked.validation && { validation: asked.validation }),
        ...attachedBytes(index),
        value: values[index] ?? null,
        shown: shown[index] ?? true,
        required: (required[index] ?? false) && !automatic,
      };
    }),
  };
}

/** Values and effects as they stand: signed, submitted or untouched. */
function present(link: OpenedLink): ReturnType<typeof judgeValues> {
  const { signedAt, values, progress } = link.recipient;
  if (progress.draft === null && signedAt === null) return judgeValues(formOf(link), []);
  const judged = judgeDraft(link);
  return signedAt === null ? judged : { ...judged, values };
}

function witness({ envelope, recipient }: OpenedLink): Pick<SigningView, "witness"> {
  const one = witnessOf(envelope, recipient);
  if (!one) return {};
  const { name, email } = one.asked;
  const signedAt = timestamp(one.signedAt);
  return { witness: isNamed(one) ? { name, email, signedAt } : { name: null, email: null, signedAt } };
}

function code({ recipient }: OpenedLink): NonNullable<SigningView["otp"]> {
  return {
    sentTo: `••••${phoneOf(recipient.asked)?.slice(-4) ?? ""}`,
    triesLeft: triesLeft(recipient),
    resendsLeft: codesLeft(recipient),
    expiresAt: timestamp(codeExpiresAt(recipient)),
  };
}

function identity({ recipient, sessionLimit }: OpenedLink): NonNullable<SigningView["identity"]> {
  const { asked, progress } = recipient;
  if (asked.auth_type === "sign-auth" && progress.appVerifiedAt === null)
    return { kind: "yoti-app", sessionConfigName: null, sessionsLeft: null, lastOutcome: null };
  return {
    kind: "idv",
    sessionConfigName: asked.verification?.idv?.session_config_name ?? null,
    sessionsLeft: sessionLimit - (progress.identity?.sessions ?? 0),
    lastOutcome: progress.identity?.outcome ?? null,
  };
}

function reasonOf(stage: Stage, { envelope, recipient }: OpenedLink): string | undefined {
  if (stage === "closed")
    return envelope.status === "ARCHIVED"
      ? "The sender has withdrawn the documents."
      : "There is nothing to sign.";
  if (stage !== "cannot-sign") return undefined;
  const { identity: checked, age } = recipient.progress;
  if (age === "fail") return "The age check did not pass.";
  if (checked?.outcome === "fail") return "The identity check did not pass, and cannot be repeated.";
  if (checked) return "The identity check did not answer what the documents need.";
  return "Too many codes were sent, or wrong ones given; the sender can extend the link.";
}
