/** One `name`, `name=value` or `name="value"` after a link's target. */
const parameter = /\s*;\s*([^=;,\s]+)(?:\s*=\s*(?:"([^"]*)"|([^";,\s]*)))?/g;
const link = new RegExp(`<([^>]*)>((?:${parameter.source})*)`, "g");

/**
 * The address of the next page, by a Link header (RFC 8288).
 *
 * @param base the address of the page that was answered; relative links are resolved against it
 * @returns undefined on the last page
 */
export function nextPage(header: string | string[] | undefined, base: URL): URL | undefined {
  for (const [, target = "", parameters = ""] of [header ?? []].flat().join(", ").matchAll(link))
    if (relations(parameters).includes("next"))
      return URL.canParse(target, base.href) ? new URL(target, base) : undefined;
  return undefined;
}

const relations = (parameters: string): string[] =>
  [...parameters.matchAll(parameter)]
    .filter(([, name]) => name?.toLowerCase() === "rel")
    .flatMap(([, , quoted, plain]) => (quoted ?? plain ?? "").toLowerCase().split(/\s+/));
