import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "mocha";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const artefacts = fileURLToPath(new URL("../../test-artefacts/", import.meta.url));

/** The sizes pages are looked at in. */
export const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 375, height: 812 },
} as const;

/** Starts Chromium, one for a file's tests; skips them, loudly, where there is none. */
export async function startChromium(test: Context): Promise<Browser> {
  if (!existsSync(executablePath)) {
    console.warn(
      `    skipped: no Chromium at ${executablePath}; 'apt-get install chromium', or set CHROMIUM_PATH`,
    );
    test.skip();
  }
  return chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
}

/** A browser window of a size and colour scheme; what a page asks of other machines, and what it logs as an error, fails `check`. */
export async function openWindow(
  browser: Browser,
  size: keyof typeof sizes,
  colorScheme: "light" | "dark" = "light",
  more: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: sizes[size],
    hasTouch: size === "phone",
    colorScheme,
    locale: "en-GB",
    ...more,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") complaints.push(`asked for ${hostname}`);
  });
  return { context, page, complaints };
}

/** Keeps a picture of the whole page under `test-artefacts/`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

/** What axe finds serious or critical on a page, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // evaluate works past the page's policy, which allows no script but the emulator's.
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
