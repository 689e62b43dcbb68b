import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Where Chromium is, unless `CHROMIUM_PATH` names it. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The sizes of screen that pages are tested on, in CSS pixels. */
export const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 720 } } as const;

export interface PageOptions {
  /** Default: desktop. */
  size?: keyof typeof SIZES;
  /** Default: light. */
  scheme?: "light" | "dark";
  /** Whether scripts run. Default: true. */
  scripts?: boolean;
}

/** A real Chromium for one suite's tests. */
export interface TestBrowser {
  /** Opens an address in a window of its own, without what earlier ones stored. */
  open(address: string, options?: PageOptions): Promise<Page>;
}

/**
 * Starts Chromium once for the suite it is called in, and closes each test's windows after it; without Chromium the suite is
 * skipped, and says so. A script that fails, or something that the page's policy stops, fails the test.
 */
export function useChromium(): TestBrowser {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];
  before(async function () {
    const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find((place) => existsSync(place));
    if (executablePath === undefined || !existsSync(executablePath)) {
      console.warn(
        "    skipped: there is no Chromium; install it (Debian: apt-get install chromium), or set CHROMIUM_PATH",
      );
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterEach(async () => {
    const [found, open] = [faults, contexts];
    [faults, contexts] = [[], []];
    await Promise.all(open.map((context) => context.close()));
    assert.deepEqual(found, []);
  });
  after(() => browser?.close());
  return {
    async open(address, { size = "desktop", scheme = "light", scripts = true } = {}) {
      const context = await browser.newContext({
        viewport: SIZES[size],
        colorScheme: scheme,
        javaScriptEnabled: scripts,
        reducedMotion: "reduce",
        hasTouch: size === "phone",
        isMobile: size === "phone",
        deviceScaleFactor: size === "phone" ? 2 : 1,
        locale: "en-GB",
        timezoneId: "UTC",
      });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(`${error}`));
      page.on("console", (message) => {
        // Chromium logs every answer that is no success; those are the page's to show.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          faults.push(message.text());
      });
      await page.goto(address);
      return page;
    },
  };
}
