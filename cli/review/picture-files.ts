import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type PageDrawer, rendererVersion } from "../../document/index.ts";
import { overlayPdf } from "../../review/pictures/overlay-pdf.ts";
import { type PagePictures, pageKey } from "../../review/pictures/page-pictures.ts";
import { type PictureFile, pictureFile } from "../../review/pictures/picture-file.ts";
import type { Review } from "../../review/review.ts";
import { ConfigError } from "../../sdk/client/index.ts";
import type { PictureCache } from "./picture-cache.ts";

/** How many pictures are worked on at a time: more than threads, so that none of them waits for the disk. */
const AT_A_TIME = 8;

/**
 * Writes each page that has tags, with its tags, as a PNG into a folder; a picture that several envelopes have is one file.
 *
 * @param folder is made if need be; files of the same name are the same pictures, and are written over
 * @returns the names of the files written, in the order of the review
 * @throws ConfigError the folder cannot be written
 */
export async function writePictureFiles(
  review: Review,
  pictures: PagePictures,
  folder: string,
  tools: { drawer: PageDrawer; cache?: PictureCache | undefined },
): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause) => refuse(folder, cause));
  const files = [...filesOf(review).values()].filter(({ document, pageNumber }) =>
    pictures.pages.has(pageKey(document.sha256, pageNumber)),
  );
  const written = new Set<string>();
  const left = [...files];
  const work = async (): Promise<void> => {
    for (let file = left.shift(); file; file = left.shift()) {
      const png = await pictureWithTags(file, pictures, tools);
      if (!png) continue;
      await writeFile(join(folder, file.name), png, { mode: 0o600 }).catch((cause) => refuse(folder, cause));
      written.add(file.name);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  await tools.cache?.prune();
  return files.map(({ name }) => name).filter((name) => written.has(name));
}

function filesOf({ envelopes }: Review): Map<string, PictureFile> {
  const all = envelopes.flatMap((envelope) =>
    envelope.documents.flatMap((document) =>
      document.tagged.flatMap((page) => pictureFile(envelope, document, page) ?? []),
    ),
  );
  return new Map(all.map((file) => [file.name, file]));
}

async function pictureWithTags(
  { name, document, pageNumber, overlay }: PictureFile,
  { pages }: PagePictures,
  { drawer, cache }: { drawer: PageDrawer; cache?: PictureCache | undefined },
): Promise<Uint8Array | undefined> {
  const page = pages.get(pageKey(document.sha256, pageNumber));
  if (!page) return undefined;
  // A name stands for all that the picture depends on, but by what the page was drawn and how large.
  const key = ["tags", rendererVersion(), name, page.widthPx, page.heightPx].join(" ");
  const known = await cache?.get(key);
  if (known) return known;
  const png = await drawer.overlay(page.png, await overlayPdf(overlay));
  if ("code" in png) return undefined;
  await cache?.put(key, png);
  return png;
}

function refuse(folder: string, cause: NodeJS.ErrnoException): never {
  throw new ConfigError(
    `${folder} cannot be written (${cause.code}). Choose another folder with --pictures.`,
    {
      cause,
    },
  );
}
