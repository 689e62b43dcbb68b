import type { WireOptions, WireRecipient, WireTag } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { tagsOf } from "./signers.ts";

/** Attributes of the Yoti app are for those who sign with it. */
export function yotiAttributes(recipient: WireRecipient, path: Path): Issue[] {
  if (recipient.yoti_attributes === undefined || recipient.auth_type === "sign-auth") return [];
  const message =
    'is for signers who sign with the Yoti app (auth type "sign-auth"); remove it, or let the signer do so';
  return [{ path: [...path, "yoti_attributes"], message, decidedBy: [[...path, "auth_type"]] }];
}

/** A merge field takes a value from the signer's identity check, in an envelope without one-time passwords. */
export function mergeFields(
  tags: WireTag[] | undefined,
  path: Path,
  { recipient, options }: { recipient: WireRecipient | undefined; options: WireOptions },
): Issue[] {
  const checked = recipient?.auth_type === "idv" || recipient?.verification?.idv !== undefined;
  return tagsOf(tags)
    .filter(([tag]) => tag.merge_field !== undefined)
    .flatMap(([, at]) => {
      const field = [...path, "tags", at, "merge_field"];
      const issues: Issue[] = [];
      if (!checked)
        issues.push({
          path: field,
          message: recipient
            ? 'needs an identity check of the signer: auth type "idv", or a verification by idv; add one, or remove it'
            : "is not for witnesses, whose identity is not checked; remove it",
          decidedBy: [
            [...path, "auth_type"],
            [...path, "verification"],
          ],
        });
      if (options.has_envelope_otps === true)
        issues.push({
          path: field,
          message: "cannot be in an envelope with one-time passwords; remove one of the two",
          decidedBy: [["has_envelope_otps"]],
        });
      return issues;
    });
}
