import { domainToASCII } from "node:url";

/** Providers that take several spellings of an address for one mailbox. */
const providers: readonly { domains: readonly string[]; spelling?: (local: string) => string }[] = [
  { domains: ["gmail.com", "googlemail.com"], spelling: (local) => local.replaceAll(".", "") },
  { domains: ["proton.me", "protonmail.com", "pm.me"], spelling: (local) => local.replace(/[._-]/g, "") },
  { domains: ["icloud.com", "me.com", "mac.com"] },
  {
    domains: ["yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "ya.ru"],
    spelling: (local) => local.replaceAll(".", "-"),
  },
];

const providerOf = new Map(
  providers.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);

/**
 * The domain of an e-mail address, in lower case and in letters of ASCII: `xn--bcher-kva.example` for
 * `bücher.example`. Undefined: it has none.
 */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  return at < 0 ? undefined : asciiDomain(email.slice(at + 1).trim()) || undefined;
}

/** A domain in lower case and in letters of ASCII; empty where it cannot be one. */
export function asciiDomain(domain: string): string {
  const lower = domain.toLowerCase();
  return /^[a-z0-9.-]+$/.test(lower) ? lower : domainToASCII(lower);
}

/**
 * What two addresses have in common that lead to one mailbox: upper and lower case, parts after a plus sign, spellings
 * of an international domain and, where the provider is known to take them for one, dots and other domains of it do not
 * count. It is made to be compared, not to be written to.
 */
export function mailboxOf(email: string): string {
  const domain = domainOf(email);
  const plain = email.normalize("NFKC").trim().toLowerCase();
  if (domain === undefined) return plain;
  const local = plain.slice(0, plain.lastIndexOf("@")).replace(/^"(.*)"$/, "$1");
  const plus = local.indexOf("+");
  const base = plus > 0 ? local.slice(0, plus) : local;
  const provider = providerOf.get(domain);
  return `${provider?.spelling?.(base) ?? base}@${provider?.domains[0] ?? domain}`;
}
