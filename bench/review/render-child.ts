/** Draws the pictures of a review and writes its report, as `yotisign review` does after the preview; tells what it took. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pagePictures } from "../../cli/review/page-pictures.ts";
import { PictureCache } from "../../cli/review/picture-cache.ts";
import { writePictureFiles } from "../../cli/review/picture-files.ts";
import { PageDrawer } from "../../document/index.ts";
import { htmlReport } from "../../review/html/html-report.ts";
import type { Review } from "../../review/review.ts";
import type { TimedRequest } from "./timed.ts";

const request = JSON.parse(process.argv[2] ?? "") as TimedRequest;
const review = JSON.parse(readFileSync(join(request.folder, request.review), "utf8")) as Review;
const cache = await PictureCache.open(request.cache);
const drawer = new PageDrawer();
const pictures = await pagePictures(review, { folder: request.folder, drawer, cache });
if (request.files !== undefined) await writePictureFiles(review, pictures, request.files, { drawer, cache });
const html = htmlReport(review, { pictures });
writeFileSync(join(request.folder, "report.html"), html);
console.log(
  JSON.stringify({
    htmlBytes: Buffer.byteLength(html),
    pictures: pictures.pages.size,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
