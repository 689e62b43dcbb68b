import { pictureIn, reportPicture } from "../../review/formats/report-picture.ts";
import { ConfigError } from "../../sdk/client/index.ts";

/** What becomes of a report's links in a comment. */
export interface LinkOptions {
  /** Where the report's pictures lie, for people who may see the comment; undefined: nowhere. */
  picturesUrl: string | undefined;
  /** Where the whole report is; undefined: nowhere. */
  reportUrl: string | undefined;
}

/**
 * Readies a report for a comment: pictures that it has beside it, each in a line of its own, are linked from where they were
 * put; without such a place their descriptions stay. A link to the whole report comes last.
 *
 * @throws ConfigError an address is none of the web's
 */
export function reportText(markdown: string, { picturesUrl, reportUrl }: LinkOptions): string {
  const base = picturesUrl === undefined ? undefined : webAddress(picturesUrl, "--pictures-url");
  const text = withPictures(markdown.replaceAll("\r\n", "\n").split("\n"), base).join("\n");
  if (reportUrl === undefined) return text;
  return `${text.trimEnd()}\n\n[The whole report](${webAddress(reportUrl, "--report-url").href})\n`;
}

/** Only lines that are a picture and nothing else: whatever else looks like one may be somebody's name, or code. */
function withPictures(lines: readonly string[], base: URL | undefined): string[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const run = /^ {0,3}(`{3,})(?=[^`]*$)/.exec(line)?.[1];
    if (fence !== undefined) {
      if (run !== undefined && run.length >= fence.length && line.trim() === run) fence = undefined;
      return line;
    }
    fence = run;
    return run === undefined ? withPicture(line, base) : line;
  });
}

function withPicture(line: string, base: URL | undefined): string {
  const drawn = pictureIn(line);
  if (drawn && isBeside(drawn.url))
    return base ? reportPicture(drawn.alt, pictureUrl(base, drawn.url)) : `<em>${drawn.alt}</em>`;
  const [, alt = "", url = ""] = markdownPicture.exec(line) ?? [];
  if (url === "" || !isBeside(url)) return line;
  return base ? `![${alt}](${pictureUrl(base, url)})` : `*${alt}*`;
}

const markdownPicture = /^!\[((?:[^\]\\]|\\.)*)\]\(<?([^)>\s]+)>?\)$/;

/** No address of its own, and below the report's folder. */
const isBeside = (path: string): boolean =>
  !/^([a-z][a-z\d+.-]*:|[/\\#])/i.test(path) && !path.includes("..");

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
