import type { Recipient } from "../envelope/envelope.ts";
import type { IdentityOptions, TagOptions } from "../envelope/options.ts";

/** The identity check asked of a recipient, with its defaults; undefined: none. */
export function identityCheckOf({
  asked,
}: Recipient): Required<Pick<IdentityOptions, "when" | "blocks_signing">> | undefined {
  const idv = asked.verification?.idv ?? (asked.auth_type === "idv" ? {} : undefined);
  return idv && { when: idv.when ?? "before_viewing", blocks_signing: idv.blocks_signing ?? [] };
}

/** The field of the identity documents that fills in a tag. */
export const mergedField = ({ merge_field }: TagOptions): string | undefined => merge_field?.field_name;

/**
 * How far an identity check is: still to come or to be repeated (`open`), `over`, or over in a way that keeps the person
 * from signing (`blocked`). A failed one can be repeated while sessions are left.
 */
export function identityState(recipient: Recipient, sessionLimit: number): "open" | "over" | "blocked" {
  const check = identityCheckOf(recipient);
  if (!check) return "over";
  const { identity } = recipient.progress;
  if (!identity) return "open";
  if (identity.outcome === "fail") {
    if (identity.sessions < sessionLimit) return "open";
    if (check.blocks_signing.includes("deadend_errors")) return "blocked";
  }
  const unresolved = (recipient.asked.tags ?? []).some((tag) => {
    const field = mergedField(tag);
    return field !== undefined && !Object.hasOwn(identity.fields, field);
  });
  return unresolved && check.blocks_signing.includes("merge_field_not_resolved") ? "blocked" : "over";
}
