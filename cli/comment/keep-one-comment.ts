import { CodeHostError } from "../code-host/code-host-error.ts";
import { type Marker, markerLine, readMarker } from "./marker.ts";
import type { CommentThread, PostedComment } from "./thread.ts";

/** What became of the comment. `none`: there was none to update; `newer`: a later run has reported already. */
export interface Kept {
  outcome: "posted" | "updated" | "unchanged" | "newer" | "none";
  url: string | undefined;
}

/** How often it begins anew because the comment it was about to update has gone. */
const maxBeginnings = 4;

/**
 * Sees that a thread has one comment of ours, with this text. It can be run again at any point: it always looks first
 * what is there, so an answer that was lost makes no second comment.
 *
 * @param text what people see, without the marker
 * @param updateOnly posts none where there is none
 * @returns what became of it; `newer` where the comment is of a later run, which is then left as it is
 */
export async function keepOneComment(
  thread: CommentThread,
  marker: Marker,
  text: string,
  updateOnly: boolean,
): Promise<Kept> {
  const body = commentBody(marker, text);
  for (let beginning = 1; beginning <= maxBeginnings; beginning += 1) {
    const found = await oursIn(thread, marker);
    const kept =
      found.length === 0
        ? await post(thread, marker, body, updateOnly)
        : await replace(thread, marker, body, found);
    if (kept) return kept;
  }
  throw new CodeHostError(`Could not update the comment of ${thread.name}: it is removed again and again.`, {
    status: undefined,
    passes: true,
    retryAfterSeconds: undefined,
  });
}

/** The whole text of a comment, as it is sent. */
export const commentBody = (marker: Marker, text: string): string => `${markerLine(marker)}\n${text}`;

async function post(
  thread: CommentThread,
  marker: Marker,
  body: string,
  updateOnly: boolean,
): Promise<Kept | undefined> {
  if (updateOnly) return { outcome: "none", url: undefined };
  const made = await thread.create(body);
  // Another run may have looked and posted at the same time. Both see both now: the older comment stays.
  const before = (await oursIn(thread, marker)).filter(({ id }) => id < made.id);
  if (before.length === 0) return { outcome: "posted", url: made.url };
  const kept = await replace(thread, marker, body, before);
  if (kept) await thread.remove(made.id);
  return kept;
}

/** @returns undefined where the comment has gone meanwhile */
async function replace(
  thread: CommentThread,
  { run }: Marker,
  body: string,
  found: readonly PostedComment[],
): Promise<Kept | undefined> {
  const [oldest, ...others] = found;
  if (!oldest) return undefined;
  const later = found.find((comment) => run !== undefined && (readMarker(comment.body)?.run ?? 0) > run);
  if (later) return { outcome: "newer", url: later.url };
  const isUnchanged = oldest.body.replaceAll("\r\n", "\n") === body;
  const updated = isUnchanged ? oldest : await thread.update(oldest.id, body);
  if (!updated) return undefined;
  for (const { id } of others) await thread.remove(id);
  return { outcome: isUnchanged ? "unchanged" : "updated", url: updated.url };
}

async function oursIn(thread: CommentThread, { project, stack }: Marker): Promise<PostedComment[]> {
  const comments = await thread.comments();
  return comments
    .filter(({ body }) => {
      const marker = readMarker(body);
      return marker?.project === project && marker.stack === stack;
    })
    .sort((one, other) => one.id - other.id);
}
