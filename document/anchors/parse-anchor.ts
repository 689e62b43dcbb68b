import { ANCHOR_TYPES, type Anchor, type AnchorIssueCode, type AnchorType } from "./anchor.ts";
import { roleNameOf } from "./anchor-roles.ts";

/** What stands between two bars, when it is meant for auto-tagging. */
export type AnchorMark = {
  /** As written, with its bars, without white space and with its JSON left out: it may hold somebody's name. */
  readonly text: string;
  /** Where its JSON begins, counted from the first bar; past the end when there is none. */
  readonly jsonAt: number;
} & (
  | { readonly kind: "header" }
  | { readonly kind: "anchor"; readonly parts: Omit<Anchor, "text" | "pageNumber" | "box"> }
  | { readonly kind: "problem"; readonly code: AnchorIssueCode; readonly problem: string }
);

const MAX_NUMBER = 30;

const TYPES =
  "S (signature), T (text), CB (checkbox), DS (date signed), RG (radio), A (attachment), IN (initials)";

/** Reads what stands between two bars; undefined when it does not look like a mark for auto-tagging at all. */
export function parseAnchor(inner: string): AnchorMark | undefined {
  const brace = inner.indexOf("{");
  const json = brace < 0 ? undefined : inner.slice(brace);
  const head = (brace < 0 ? inner : inner.slice(0, brace)).replace(/\s/g, "");
  const jsonAt = brace < 0 ? Number.POSITIVE_INFINITY : brace + 1;
  if (head === "AT" && json === undefined) return { kind: "header", text: "|AT|", jsonAt };
  const parts = /^([A-Za-z])(\d{1,4})([A-Za-z]{1,3}\d{0,4}[A-Za-z]?)$/.exec(head);
  if (!parts) return undefined;
  const [, letter = "", digits = "", rest = ""] = parts;
  const common = { text: `|${head}${json === undefined ? "" : "{…}"}|`, jsonAt };
  const problem = (code: AnchorIssueCode, text: string): AnchorMark => ({
    ...common,
    kind: "problem",
    code,
    problem: text,
  });

  const kind = /^(RG|CB|DS|IN|S|T|A)(\d*)([RO])$/.exec(rest);
  const [, type = "", group = "", necessity] = kind ?? [];
  const name = roleNameOf(letter);
  // Two bars around something else: a table drawn with them.
  if (!name && !kind) return undefined;
  if (!name)
    return problem(
      "wrong-role-letter",
      `begins with ${letter}, which is no role. Roles: S (Signer), T (Tenant), L (Landlord), A (Agent), G (Guarantor), C (Contractor).`,
    );
  const number = Number(digits);
  if (number < 1 || number > MAX_NUMBER || digits.startsWith("0"))
    return problem("number-out-of-range", `is for number ${digits}. Numbers go from 1 to ${MAX_NUMBER}.`);
  if (!kind || (group !== "" && type !== "RG"))
    return problem(
      "unknown-type",
      `has the unknown type ${rest}. After the number comes one of ${TYPES}, for a radio button its group's number, then R (required) or O (optional), in capitals.`,
    );
  if (type === "DS" && necessity === "O")
    return problem("optional-date", "makes a date optional, which it never is. End it in R.");
  const options = json === undefined ? undefined : parseOptions(json);
  if (json !== undefined && type !== "T")
    return problem("bad-json", "carries JSON, which only text anchors (T) may. Leave it out.");
  if (json !== undefined && !options)
    return problem(
      "bad-json",
      `has JSON that cannot be read. Write it as {"nm":"name"}, with straight quotation marks, and no bar inside.`,
    );
  return {
    ...common,
    kind: "anchor",
    parts: {
      roleLetter: letter,
      number,
      role: `${name} ${number}`,
      type: ANCHOR_TYPES[type as keyof typeof ANCHOR_TYPES] satisfies AnchorType,
      ...(group !== "" && { group: Number(group) }),
      required: necessity === "R",
      ...(options && { options }),
    },
  };
}

function parseOptions(json: string): Record<string, unknown> | undefined {
  try {
    const options: unknown = JSON.parse(json);
    return options as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
