import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, start, tag } from "../unit/emulator/api-caller.ts";
import { SIZES, useChromium } from "./chromium.ts";
import { linkTo, SigningPerson } from "./signing-person.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds that is serious or critical, on both sizes of screen and in both schemes of colour. */
async function findings(page: Page, screenshot?: (name: string) => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await screenshot?.(`${size}-${colorScheme}`);
      // Evaluated by the debugger, which the page's policy does not bind.
      await page.evaluate(`globalThis.axe ?? (() => { ${axe} })()`);
      const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
        violations: Finding[];
      };
      for (const { id, impact, nodes } of violations)
        if (impact === "serious" || impact === "critical")
          found.push(
            ...nodes.map((node) => `${size} ${colorScheme}: ${id}: ${node.html} ${node.failureSummary}`),
          );
    }
  return found;
}

const phone = { iso_country_code: "GB", mobile_number: "7700900123" };

const fields = [
  tag({ type: "text_field", name: "company", x: 0.1, y: 0.1, width: 0.3, help_text: "Company" }),
  tag({
    type: "text_field",
    name: "ref",
    x: 0.6,
    y: 0.1,
    width: 0.2,
    prefilled_value: "2026",
    readonly: true,
  }),
  tag({ type: "checkbox_field", name: "read", x: 0.1, y: 0.2, optional: true }),
  tag({ type: "radio_field", tag_group_name: "Delivery", x: 0.1, y: 0.3 }),
  tag({ type: "radio_field", tag_group_name: "Delivery", x: 0.1, y: 0.4 }),
  tag({ type: "attachment", name: "insurance", x: 0.1, y: 0.5 }),
  tag({ type: "initials", x: 0.5, y: 0.6 }),
  tag({ x: 0.1, y: 0.7 }),
  tag({ type: "date_signed_field", x: 0.5, y: 0.7 }),
];

describe("no stage of the signing page", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let emulator: Emulator;
  let api: ApiCaller;
  before(async () => {
    emulator = await startEmulator({ clock: () => start });
    api = new ApiCaller(emulator);
  });
  after(() => emulator.close());

  async function linkFor(recipient: object, more: object = {}): Promise<{ id: string; link: string }> {
    emulator.control.reset();
    const files = { "nda.pdf": await pdfOf(1), "more.pdf": await pdfOf(2) };
    const id = await api.created({ ...optionsFor(signer(recipient)), ...more }, files);
    await emulator.control.process(id);
    return { id, link: linkTo(emulator, "ada@example.com") };
  }

  /** Each stage, as it is when somebody has come to it. */
  const stages: [name: string, open: () => Promise<Page>][] = [
    [
      "verify-phone",
      async () => {
        const { link } = await linkFor({ ...phone, tags: [tag()] }, { has_envelope_otps: true });
        const ada = new SigningPerson(await browser.open(link));
        await ada.press("Continue");
        return ada.page;
      },
    ],
    [
      "verify-identity",
      async () => {
        const { link } = await linkFor({
          auth_type: "idv",
          verification: { idv: { session_config_name: "HR", when: "before_viewing" } },
          tags: [tag()],
        });
        return browser.open(link);
      },
    ],
    [
      "verify-age, then cannot-sign",
      async () => {
        const { link } = await linkFor({
          verification: { age: { age_estimation: { allowed: true } } },
          tags: [tag()],
        });
        const ada = new SigningPerson(await browser.open(link));
        await ada.title("Prove your age");
        assert.deepEqual(await findings(ada.page), []);
        await ada.press("The check fails");
        await ada.title("You cannot sign");
        return ada.page;
      },
    ],
    [
      "sign, with everything wrong and with all filled in",
      async () => {
        const { link } = await linkFor({ tags: fields });
        const ada = new SigningPerson(await browser.open(link));
        await ada.pictures();
        assert.deepEqual(await findings(ada.page), []);
        await ada.press("Sign");
        await ada.page.getByRole("heading", { name: /to correct/ }).waitFor();
        assert.deepEqual(await findings(ada.page, (name) => ada.screenshot(`errors-${name}`)), []);
        await ada.attach("Insurance", { name: "policy.pdf", content: await pdfOf(1) });
        await ada.fill({
          Company: "Example Ltd",
          Read: true,
          "Choice 1": true,
          Initials: "AE",
          Signature: "Ada",
        });
        await ada.page.getByText(/^policy\.pdf/).waitFor();
        return ada.page;
      },
    ],
    [
      "name-witness, then signed",
      async () => {
        const { link } = await linkFor({ tags: [tag()], witness: { tags: [tag()], auth_type: "no-auth" } });
        const ada = new SigningPerson(await browser.open(link));
        await ada.fill({ Signature: "Ada Example" });
        await ada.press("Sign");
        await ada.title("Who watched you sign?");
        await ada.press("Ask this witness");
        assert.deepEqual(await findings(ada.page), []);
        await ada.page.getByLabel("Full name").fill("Wes Witness");
        await ada.page.getByLabel("E-mail address").fill("wes@example.com");
        await ada.press("Ask this witness");
        await ada.title("You have signed");
        return ada.page;
      },
    ],
    [
      "expired, then closed",
      async () => {
        const { id, link } = await linkFor({ tags: [tag()], active_for_seconds: 60 });
        emulator.control.advance(60);
        const ada = new SigningPerson(await browser.open(link));
        await ada.title("This link has expired");
        assert.deepEqual(await findings(ada.page), []);
        await api.call("PATCH", `/v2/envelopes/${id}`);
        await ada.page.reload();
        await ada.title("There is nothing left to sign");
        return ada.page;
      },
    ],
  ];

  for (const [name, open] of stages)
    it(`has a serious finding of axe's, on either size or in either scheme of colours: ${name}`, async () => {
      const page = await open();
      await page.getByRole("heading", { level: 1 }).waitFor();
      assert.deepEqual(await findings(page), []);
    });
});
