/** What one check found, as `doctor --json` prints it. */
export interface Check {
  /** What was looked at, in a word that stays the same across releases. */
  check: string;
  /** `fail`: a run would fail, or could do harm; `warn`: it would work, but somebody should know. */
  verdict: "ok" | "warn" | "fail";
  /** What is the case. */
  found: string;
  /** What to do about it; null when it is fine, or `found` says it already. */
  cure: string | null;
}

export const ok = (check: string, found: string): Check => ({ check, verdict: "ok", found, cure: null });

export const warn = (check: string, found: string, cure: string | null = null): Check => ({
  check,
  verdict: "warn",
  found,
  cure,
});

export const fail = (check: string, found: string, cure: string | null = null): Check => ({
  check,
  verdict: "fail",
  found,
  cure,
});
