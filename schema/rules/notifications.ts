import type { WireOptions, WireRecipient } from "../generated/wire.ts";
import type { Issue, Path } from "../issue.ts";
import { listOf, signersOf } from "./signers.ts";

/** There is an invitation where somebody is invited by e-mail. */
export function invitation(options: WireOptions): Issue[] {
  const invited = signersOf(options).some(
    ([{ event_notifications: about }]) => !Array.isArray(about) || about.includes("signer_invitation"),
  );
  if (!invited || options.emails?.invitation !== undefined) return [];
  const message =
    "is required, since a signer is invited by e-mail; write the message, or give every signer " +
    "event notifications without signer_invitation";
  return [{ path: ["emails", "invitation", "body", "message"], message }];
}

/** Who is invited by SMS has a mobile number, and is told of something by e-mail too. */
export function smsInvitation(recipient: WireRecipient, path: Path): Issue[] {
  const about = listOf(recipient.event_notifications);
  const at = about.indexOf("signer_invitation_sms");
  if (at < 0) return [];
  const issues: Issue[] = [];
  if (recipient.mobile_number === undefined && recipient.iso_country_code === undefined)
    issues.push({
      path: [...path, "mobile_number"],
      message:
        "is required with its country, since the signer is invited by SMS; give both, or remove signer_invitation_sms",
    });
  if (about.length === 1)
    issues.push({
      path: [...path, "event_notifications", at],
      message: "needs an e-mail beside it; add signer_invitation or envelope_completion",
    });
  return issues;
}
