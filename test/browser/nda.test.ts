import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { needTestFiles, TEST_FILES } from "../unit/document/test-files.ts";
import { ApiCaller, optionsFor, signer, tag } from "../unit/emulator/api-caller.ts";
import { SIZES, useChromium } from "./chromium.ts";
import { linkTo, SigningPerson } from "./signing-person.ts";

const NDA = join(TEST_FILES, "documents/bonterms-mutual-nda.pdf");

const person = (name: string, email: string, signGroup: number, more: object = {}): object =>
  signer({
    name,
    email,
    sign_group: signGroup,
    tags: [
      tag({
        name: "company",
        type: "text_field",
        width: 0.3,
        x: 0.06,
        y: 0.02 + signGroup * 0.03,
        help_text: "Company",
      }),
      tag({ name: "signature", x: 0.06, y: 0.925 }),
      tag({ type: "date_signed_field", x: 0.75, y: 0.93 }),
    ],
    ...more,
  });

describe("an NDA that three people sign through the pages alone", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let emulator: Emulator;
  before(async function () {
    needTestFiles(this);
    emulator = await startEmulator();
  });
  after(() => emulator?.close());

  const mails = (): string[] => emulator.control.outbox().map(({ kind, to }) => `${kind} ${to}`);

  for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[])
    it(`is complete, on a ${size}`, async () => {
      assert(existsSync(NDA));
      emulator.control.emptyOutbox();
      const api = new ApiCaller(emulator);
      const id = await api.created(
        optionsFor(
          person("Pat Example", "pat@example.com", 1, { role: "Partner" }),
          person("Kim Sample", "kim@example.com", 1, {
            tags: [tag({ name: "signature", x: 0.4, y: 0.925 })],
          }),
          person("Cass Company", "cass@example.com", 2, { role: "Company" }),
        ),
        { "nda.pdf": new Uint8Array(readFileSync(NDA)) },
      );
      await emulator.control.process(id);
      assert.deepEqual(mails(), ["invitation pat@example.com", "invitation kim@example.com"]);

      const pat = new SigningPerson(await browser.open(linkTo(emulator, "pat@example.com"), { size }));
      await pat.title("Mutual NDA");
      await pat.pictures();
      await pat.screenshot(`nda-${size}-opened`);
      await pat.press("Start");
      await pat.page.keyboard.type("Example Partners");
      await pat.pictures();
      await pat.screenshot(`nda-${size}-first-field`);
      await pat.press("Next field");
      await pat.press("Use “Pat Example”");
      await pat.screenshot(`nda-${size}-signature`);
      await pat.sign();
      await pat.screenshot(`nda-${size}-signed`);

      const kim = new SigningPerson(await browser.open(linkTo(emulator, "kim@example.com"), { size }));
      await kim.sign({ Signature: "Kim Sample" });
      assert.deepEqual(mails(), [
        "invitation pat@example.com",
        "invitation kim@example.com",
        "invitation cass@example.com",
      ]);

      const cass = new SigningPerson(
        await browser.open(linkTo(emulator, "cass@example.com"), { size, scheme: "dark" }),
      );
      await cass.title("Mutual NDA");
      await cass.pictures();
      assert.deepEqual(await cass.page.locator(".tag.fixed").allTextContents(), [
        `Date of signing: ${new Date(emulator.control.now()).toISOString().slice(0, 10)}`,
        "Pat Example: Example Partners",
        "Pat Example: Pat Example",
        `Pat Example: ${new Date(emulator.control.now()).toISOString().slice(0, 10)}`,
        "Kim Sample: Kim Sample",
      ]);
      await cass.screenshot(`nda-${size}-dark`);
      await cass.sign({ Company: "Company Ltd", Signature: "Cass Company" });

      assert.equal(emulator.control.envelope(id).status, "COMPLETE");
      const { body } = await api.get(`/v2/envelopes/${id}`);
      const texts = body.details.recipients.map((one: { tags: { value: string }[] }) =>
        one.tags.slice(0, 2).map(({ value }) => value),
      );
      assert.deepEqual(texts, [
        ["Example Partners", "Pat Example"],
        ["Kim Sample"],
        ["Company Ltd", "Cass Company"],
      ]);
      const pack = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
      assert("nda.pdf" in unzipSync(new Uint8Array(await pack.arrayBuffer())));
    });
});
