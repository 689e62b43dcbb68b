import { ConfigError } from "../../sdk/client/index.ts";

/** What becomes of a report's links in a comment. */
export interface LinkOptions {
  /** Where the report's pictures lie, for people who may see the comment; undefined: nowhere. */
  picturesUrl: string | undefined;
  /** Where the whole report is; undefined: nowhere. */
  reportUrl: string | undefined;
}

/**
 * Readies a report for a comment: pictures that it has beside it are linked from where they were put; without such a place
 * their descriptions stay. A link to the whole report comes last.
 *
 * @throws ConfigError an address is none of the web's
 */
export function reportText(markdown: string, { picturesUrl, reportUrl }: LinkOptions): string {
  const base = picturesUrl === undefined ? undefined : webAddress(picturesUrl, "--pictures-url");
  const text = markdown
    .replaceAll("\r\n", "\n")
    .replaceAll(markdownPicture, (whole, description: string, path: string) =>
      isBeside(path) ? (base ? `![${description}](${pictureUrl(base, path)})` : `*${description}*`) : whole,
    )
    .replaceAll(htmlPicture, (whole, before: string, path: string, after: string) =>
      isBeside(path)
        ? base
          ? `<img${before}src="${pictureUrl(base, path).replaceAll("&", "&amp;")}"${after}>`
          : altOf(whole)
        : whole,
    );
  if (reportUrl === undefined) return text;
  return `${text.trimEnd()}\n\n[The whole report](${webAddress(reportUrl, "--report-url").href})\n`;
}

const markdownPicture = /!\[((?:[^\]\\]|\\.)*)\]\(<?([^)>\s]+)>?\)/g;
const htmlPicture = /<img((?:\s[^>]*?)?\s)src="([^"]+)"([^>]*)>/g;

/** No address of its own, and below the report's folder. */
const isBeside = (path: string): boolean =>
  !/^([a-z][a-z\d+.-]*:|[/\\#])/i.test(path) && !path.includes("..");

const altOf = (tag: string): string => {
  const alt = /\salt="([^"]*)"/.exec(tag)?.[1];
  return alt ? `<em>${alt}</em>` : "";
};

/** The query stays, where a host wants one: `…/blob/pictures?raw=true`. */
function pictureUrl(base: URL, path: string): string {
  const url = new URL(base);
  const plain = path.replace(/^(\.\/)+/, "");
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${plain}`;
  return url.href.replaceAll("(", "%28").replaceAll(")", "%29");
}

function webAddress(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username) return url;
  throw new ConfigError(`${option} is no address of the web; write it as in https://example.com/pictures.`);
}
