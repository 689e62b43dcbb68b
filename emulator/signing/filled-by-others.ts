import type { EnvelopeFile } from "../envelope/envelope.ts";
import type { OpenedLink } from "./opened-link.ts";
import { hasValue } from "./rule-effects.ts";
import type { FilledTag } from "./signing-view.ts";

/** What others have put into the files that a person sees: of those who have signed, the tags that show something. */
export const filledByOthers = (
  { envelope, recipient }: OpenedLink,
  files: readonly EnvelopeFile[],
): FilledTag[] =>
  envelope.recipients
    .filter(({ id, signedAt }) => id !== recipient.id && signedAt !== null)
    .flatMap(({ asked, values }) =>
      (asked.tags ?? []).flatMap(({ type, file_name, page_number, x, y, width }, index): FilledTag[] => {
        const value = values[index] ?? null;
        const file = files.find(({ name }) => name === file_name);
        if (!file || value === null || !hasValue(value)) return [];
        const place = {
          fileId: file.id,
          pageNumber: page_number,
          x,
          y,
          ...(width !== undefined && { width }),
        };
        return [{ type, ...place, value, by: asked.name }];
      }),
    );
