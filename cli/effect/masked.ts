/** An e-mail address as it may appear in a log: `p…@example.com`. */
export function masked(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return at < 1 ? "…" : `${first}…${email.slice(at)}`;
}
