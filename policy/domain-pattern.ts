import { asciiDomain } from "../schema/mailbox.ts";

/** The JSON Schema of a list of domains: `example.com`, or `*.example.com` for all below it. */
export const domainPatterns = (description: string): object => ({
  description: `${description} As in example.com, or *.example.com for all below it.`,
  type: "array",
  items: { type: "string", minLength: 1, pattern: "^(\\*\\.)?[^*@\\s]+$" },
  default: [],
});

/**
 * The first of some patterns that a domain fits.
 *
 * @param domain as `domainOf` gives it
 * @param patterns `example.com`, or `*.example.com` for all below it but not itself; upper and lower case are the same
 */
export const fittingPattern = (domain: string, patterns: readonly string[]): string | undefined =>
  patterns.find((pattern) =>
    pattern.startsWith("*.")
      ? domain.endsWith(`.${asciiDomain(pattern.slice(2))}`)
      : domain === asciiDomain(pattern),
  );
