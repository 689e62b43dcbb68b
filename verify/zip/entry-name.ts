/** Names that are devices on Windows, in any folder and with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\.|$)/i;

/** Characters that make a name look like another one: `fdp.exe` turned around reads `exe.pdf`. */
const TURNS_TEXT = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const MAX_NAME_BYTES = 1000;
const MAX_PART_BYTES = 255;

/**
 * Why a name is not safe to write below a folder, on any system; undefined when it is. Continues the sentence
 * `It has an entry whose name `.
 *
 * @param isUtf8 what the zip says of it
 */
export function unsafeName(raw: Buffer, isUtf8: boolean): string | undefined {
  const name = raw.toString("utf8");
  if (!Buffer.from(name).equals(raw)) return "is not UTF-8";
  if (!isUtf8 && /[^\0-\x7f]/.test(name)) return "is in an encoding that it does not tell";
  if (name === "") return "is empty";
  if (/\p{Cc}/u.test(name)) return "has a control character";
  if (TURNS_TEXT.test(name)) return "has a character that turns the reading direction";
  if (name.includes("\\")) return "has a backslash";
  if (name.startsWith("/")) return "is an absolute path";
  if (/^[a-z]:/i.test(name)) return "begins with a drive letter";
  if (name.includes(":")) return "has a colon, which names a hidden stream on Windows";
  if (raw.length > MAX_NAME_BYTES) return `is longer than ${MAX_NAME_BYTES} bytes`;
  const parts = name.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    return "leads out of its folder or through an empty one";
  if (parts.some((part) => /[. ]$/.test(part))) return "ends in a dot or space, which Windows leaves out";
  if (parts.some((part) => DEVICE.test(part))) return "is a device on Windows";
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PART_BYTES))
    return `has a part of more than ${MAX_PART_BYTES} bytes`;
  return undefined;
}

/** What is the same for two names that some file system takes for one: capitals, and ways to write é. */
export const foldedName = (name: string): string =>
  name.replace(/\/$/, "").normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");

/**
 * The first name that falls together with one before it, or that needs as a folder what is a file; undefined when all
 * can lie side by side.
 */
export function collidingName(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(foldedName(name))) return name;
    seen.add(foldedName(name));
  }
  const files = new Set(names.filter((name) => !name.endsWith("/")).map(foldedName));
  return names.find((name) => {
    const parts = foldedName(name).split("/");
    return parts.some((_, count) => count > 0 && files.has(parts.slice(0, count).join("/")));
  });
}
