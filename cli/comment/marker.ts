/** Whose comment it is, and of which run. */
export interface Marker {
  project: string;
  stack: string;
  /** The pipeline's number for its run, which grows; undefined: there is none. */
  run: number | undefined;
}

/**
 * The first line of a comment, which the page does not show: it lets the next run find the comment again. Names are
 * encoded, so that none of them ends it.
 */
export function markerLine({ project, stack, run }: Marker): string {
  const names = `project="${encodeURIComponent(project)}" stack="${encodeURIComponent(stack)}"`;
  return `<!-- yotisign ${names}${run === undefined ? "" : ` run="${run}"`} -->`;
}

const line = /^<!-- yotisign project="([^"]*)" stack="([^"]*)"(?: run="(\d{1,15})")? -->\r?(?:\n|$)/;

/**
 * Reads the marker of a comment.
 *
 * @returns undefined where its first line is none: one that is quoted further below does not count
 */
export function readMarker(body: string): Marker | undefined {
  const [found, project = "", stack = "", run] = line.exec(body) ?? [];
  if (found === undefined) return undefined;
  try {
    const names = { project: decodeURIComponent(project), stack: decodeURIComponent(stack) };
    return { ...names, run: run === undefined ? undefined : Number(run) };
  } catch {
    return undefined;
  }
}
