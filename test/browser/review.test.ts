import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decode } from "fast-png";
import type { Page } from "playwright-core";
import { htmlReport } from "../../review/html/html-report.ts";
import type { Review } from "../../review/review.ts";
import { sampleReview } from "../unit/review/sample-review.ts";
import { type PageOptions, SIZES, useChromium } from "./chromium.ts";
import { seriousFindings, wholePicture } from "./looked-at.ts";
import { picturesFor } from "./review-page.ts";

/** What would be markup, styles, scripts and addresses if anything of it got through. */
const HOSTILE = `<img src=x onerror="document.title='run'"></style><script>document.title='run'</script>" onload='x' \u202Eexe.fdp &lt;b&gt; {}*/`;

/** A review all of whose texts are hostile, those by which things are found included. */
const hostile = (value: unknown, key = ""): unknown => {
  if (Array.isArray(value)) return value.map((one) => hostile(one, key));
  if (value !== null && typeof value === "object" && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hostile(inner, name)]));
  return typeof value === "string" && !KEPT.has(key) ? `${value}${HOSTILE}` : value;
};
const KEPT = new Set([
  "kind",
  "action",
  "verdict",
  "mask",
  "type",
  "sha256",
  "level",
  "at",
  "by",
  "severity",
]);

describe("the review as a page", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let folder = "";
  let number = 0;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-review-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function open(review: Review, options: PageOptions = {}): Promise<Page> {
    number += 1;
    const file = join(folder, `${number}.html`);
    writeFileSync(file, htmlReport(review, { pictures: await picturesFor(review) }));
    return browser.open(pathToFileURL(file).href, { scripts: false, ...options });
  }

  it("tells the verdict first, then what cannot be undone, then who is e-mailed", async () => {
    const page = await open(sampleReview);
    const titles = await page.locator("h1, .emails h3, .lost h2").allInnerTexts();
    assert.deepEqual(
      titles.map((title) => title.trim()),
      [
        "Refused",
        "3 withdrawal notices",
        "1 reassigned invitation",
        "3 invitations",
        "2 later invitations",
        "6 copies",
        "1 signature is lost",
      ],
    );
    await wholePicture(page, "review-desktop");
  });

  for (const size of ["desktop", "phone"] as const)
    for (const scheme of ["light", "dark"] as const)
      it(`has nothing serious for axe, and fits the screen: ${size}, ${scheme}`, async () => {
        const page = await open(sampleReview, { size, scheme, scripts: true });
        assert.deepEqual(await seriousFindings(page), []);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(width, SIZES[size].width);
        await wholePicture(page, `review-${size}-${scheme}`);
      });

  it("shows what one envelope or one recipient is about, without scripts", async () => {
    const page = await open(sampleReview);
    const shownRows = (): Promise<string[]> => page.locator(".emails tbody tr:visible").allInnerTexts();
    const articles = (): Promise<string[]> => page.locator("article:visible h3").allInnerTexts();
    const all = (await shownRows()).length;
    await page.getByLabel("Envelope", { exact: true }).selectOption({ label: "nda" });
    assert.deepEqual(await articles(), ["nda"]);
    assert((await shownRows()).every((row) => row.includes("nda")));
    await page.getByLabel("Envelope", { exact: true }).selectOption({ index: 0 });
    await page
      .getByLabel("Recipient", { exact: true })
      .selectOption({ label: "Gil Guarantor (gil@example.com)" });
    assert.deepEqual(await articles(), ["agreement"]);
    assert((await shownRows()).every((row) => row.includes("gil@example.com")));
    await page.getByLabel("Recipient", { exact: true }).selectOption({ index: 0 });
    assert.equal((await shownRows()).length, all);
  });

  it("is used by keyboard alone: chosen from, folded, enlarged", async () => {
    const page = await open(sampleReview, { scripts: true });
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "To who is e-mailed");
    await page.keyboard.press("Tab");
    await page.keyboard.press("n");
    assert.deepEqual(await page.locator("article:visible h3").allInnerTexts(), ["nda"]);
    const fold = page.locator("article:visible > details > summary");
    await fold.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("article:visible figure").isVisible(), false);
    await page.keyboard.press("Enter");
    const sheet = page.locator("article:visible .sheet");
    const before = (await sheet.boundingBox())?.width ?? Number.NaN;
    await page.locator("article:visible .zoom input").focus();
    await page.keyboard.press("Space");
    const larger = (await sheet.boundingBox())?.width ?? Number.NaN;
    assert(larger > before * 1.5, `${before} to ${larger}`);
    // What does not fit any more is reached by the arrow keys.
    const paper = page.locator("article:visible .paper");
    await paper.focus();
    await page.keyboard.press("End");
    // The page's policy lets nothing wait inside of it.
    while ((await page.evaluate("document.activeElement.scrollTop")) === 0);
  });

  it("draws each tag where it lands, as the pixels show", async () => {
    const page = await open(sampleReview, { scripts: true });
    const envelope = sampleReview.envelopes.find(({ resource }) => resource === "nda");
    const [tagged] = envelope?.documents[0]?.tagged ?? [];
    const [tag] = tagged?.tags ?? [];
    assert(tagged && tag);
    const sheet = page
      .locator("article", { has: page.locator("h3", { hasText: /^nda$/ }) })
      .locator(".sheet");
    const screenshot = decode(await sheet.screenshot());
    // The outline of the first recipient: #0b5cad.
    const found = boundsOf(screenshot, ([red, green, blue]) => red < 60 && green < 130 && blue > 140);
    const scale = screenshot.width / tagged.widthPt;
    // The label lies above, as wide as the tag or narrower, so three edges are the tag's.
    const off = [found.left - tag.xPt * scale, found.bottom - (tag.yPt + tag.heightPt) * scale];
    assert(Math.max(...off.map(Math.abs)) <= 2, `${off} pixels off`);
  });

  it("shows the picture of a page that several envelopes have, and has it once", async () => {
    const page = await open(sampleReview, { scripts: true });
    const uses = await page.locator("use").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const images = await page.locator("defs image").count();
    assert.equal(images, new Set(uses).size);
    assert(uses.length > images, `${uses.length} uses of ${images} pictures`);
  });

  it("takes nothing in a review for markup", async () => {
    const page = await open(hostile(sampleReview) as Review, { scripts: true });
    assert.equal(await page.locator("img, script, b[onload], [onerror]").count(), 0);
    assert.match(await page.title(), /^Signing review of /);
    assert.match(
      (await page.locator("article h3").first().textContent()) ?? "",
      /<img src=x .*⟨U\+202E⟩exe\.fdp &lt;b&gt;/,
    );
    assert.deepEqual(await seriousFindings(page), []);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    assert.equal(width, SIZES.desktop.width);
  });

  it("is whole on paper: what is folded shows, what is chosen from does not", async () => {
    const page = await open(sampleReview, { scripts: true });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await page.locator(".filters").isVisible(), false);
    const folded = page.locator(".unchanged li");
    assert.equal(await page.locator(".unchanged").getAttribute("open"), null);
    assert(((await folded.boundingBox())?.height ?? 0) > 0);
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(ground, "rgb(255, 255, 255)");
    await wholePicture(page, "review-print");
  });

  it("says in words what is not there: pictures of a Word file, of pages that are too many, and all of them", async () => {
    const pictures = await picturesFor(sampleReview);
    const shown = async (review: Review, options: Parameters<typeof htmlReport>[1]): Promise<string> => {
      const file = join(folder, "left-out.html");
      writeFileSync(file, htmlReport(review, options));
      const page = await browser.open(pathToFileURL(file).href);
      return (await page.locator("body").textContent()) ?? "";
    };
    assert.match(await shown(sampleReview, { pictures }), /A Word file: there is no picture of its pages/);
    const few = await shown(sampleReview, { pictures, maxPictureBytes: 30_000 });
    assert.match(few, /its picture is left out, since the file would be too large/);
    assert.match(few, /1 page, \d+ kB; 2 pages left out/);
    const none = await shown({ ...sampleReview, mask: "full" }, { pictures });
    assert.match(none, /Pictures and texts of documents are left out/);
  });
});

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The bounds of pixels of a colour. */
function boundsOf(
  { width, height, data, channels }: ReturnType<typeof decode>,
  isMeant: (pixel: [red: number, green: number, blue: number]) => boolean,
): Bounds {
  const bounds: Bounds = { left: width, top: height, right: 0, bottom: 0 };
  for (let at = 0; at < width * height; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * channels, at * channels + 3);
    if (!isMeant([red, green, blue])) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x + 1);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y + 1);
  }
  return bounds;
}
