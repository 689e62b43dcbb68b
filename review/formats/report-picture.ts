/** A picture of a report in Markdown: a line of its own, which {@link pictureIn} finds again. */
export interface ReportPicture {
  /** What it shows, for who does not see it; without `"`, `<` and `>`. */
  alt: string;
  url: string;
}

/** Writes a picture as a line of a report. */
export const reportPicture = (alt: string, url: string): string =>
  `<img alt="${alt}" width="360" src="${url.replaceAll("&", "&amp;").replaceAll('"', "%22").replaceAll("<", "%3C").replaceAll(">", "%3E")}">`;

/** The picture that a whole line of a report is; undefined: it is none that {@link reportPicture} wrote. */
export function pictureIn(line: string): ReportPicture | undefined {
  const { alt, src } =
    /^<img alt="(?<alt>[^"<>]*)" width="360" src="(?<src>[^"<>]+)">$/.exec(line)?.groups ?? {};
  if (alt === undefined || src === undefined) return undefined;
  return { alt, url: src.replaceAll("&amp;", "&") };
}
