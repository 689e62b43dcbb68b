/** A property of this name says that an object stands for something else (Pulumi's sdk/nodejs/runtime/rpc.ts). */
const mark = "4dabf18193072939515e22adb298388d";
/** The mark's value where it is a secret. */
const signature = "1b47061264138c4ac30d75fd1eb44270";

/** A value in Pulumi's form of a secret: the state keeps it encrypted, and what Pulumi prints is `[secret]`. */
export const secret = <Value>(value: Value): Value => ({ [mark]: signature, value }) as Value;

/** Whether an object is Pulumi's form of a secret, be it encrypted or not. */
export const isSecret = (value: unknown): value is { plaintext?: unknown; ciphertext?: unknown } =>
  typeof value === "object" && value !== null && (value as Record<string, unknown>)[mark] === signature;

/** Whether a part of what `pulumi stack export` printed is encrypted. */
export function hasEncrypted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isSecret(value)) return typeof value.plaintext !== "string";
  return Object.values(value).some(hasEncrypted);
}

/** What `pulumi stack export --show-secrets` printed, without the marks of secrets; what is encrypted stays as it is. */
export function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value))
    return typeof value.plaintext === "string" ? revealed(JSON.parse(value.plaintext)) : value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, revealed(child)]));
}
