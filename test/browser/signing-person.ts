import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Emulator } from "../../emulator/index.ts";

/** Where screenshots are kept for people to look at; not in the repository. */
const ARTEFACTS = join(import.meta.dirname, "../../test-artefacts");

/** The latest link that was e-mailed to an address. */
export function linkTo({ control }: Pick<Emulator, "control">, email: string): string {
  const link = control.outbox().findLast((sent) => sent.to === email && sent.link !== undefined)?.link;
  if (link === undefined) throw new Error("Nobody with this address was e-mailed a link.");
  return link;
}

/** Somebody at a signing page, who knows fields by their names and nothing of how they are made. */
export class SigningPerson {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The field whose accessible name begins so. */
  field(name: string): Locator {
    const start = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
    return this.page
      .getByRole("textbox", { name: start })
      .or(this.page.getByRole("checkbox", { name: start }))
      .or(this.page.getByRole("radio", { name: start }));
  }

  /** Types into text fields, ticks boxes and chooses buttons, by their names. */
  async fill(values: Record<string, string | boolean>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === "string") await this.field(name).fill(value);
      else await this.field(name).setChecked(value);
    }
  }

  /** Attaches a PDF at the field whose name begins so. */
  async attach(name: string, file: { name: string; content: Uint8Array }): Promise<void> {
    await this.page
      .getByLabel(new RegExp(`^${name}, PDF`))
      .setInputFiles({ name: file.name, mimeType: "application/pdf", buffer: Buffer.from(file.content) });
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Waits for a stage by its title. */
  title(text: string): Promise<void> {
    return this.page.getByRole("heading", { level: 1, name: text }).waitFor();
  }

  /** Signs, and waits until that is confirmed. */
  async sign(values: Record<string, string | boolean> = {}): Promise<void> {
    await this.fill(values);
    await this.press("Sign");
    await this.title("You have signed");
  }

  /** Waits until every picture that has been asked for is there. */
  async pictures(): Promise<void> {
    await this.page.locator(".paper img[src]").first().waitFor();
    await this.page
      .locator(".paper img[src]")
      .evaluateAll((all) =>
        Promise.all(all.map((one) => (one as unknown as { decode(): Promise<void> }).decode())),
      );
  }

  /** Keeps what is on the screen as `test-artefacts/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(ARTEFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
  }
}
