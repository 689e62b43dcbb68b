/**
 * The header by which a browser saves an answer, or shows it, under a name (RFC 6266): the name in ASCII for old clients,
 * and in full where it has more letters.
 */
export function contentDisposition(how: "attachment" | "inline", name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["\\%]/g, "_");
  if (ascii === name) return `${how}; filename="${name}"`;
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${ascii}"; filename*=UTF-8''${full}`;
}
