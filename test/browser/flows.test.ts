import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { ApiCaller, formOf, optionsFor, pdfOf, signer, start, tag } from "../unit/emulator/api-caller.ts";
import { type PageOptions, useChromium } from "./chromium.ts";
import { linkTo, SigningPerson } from "./signing-person.ts";

describe("the signing page", function () {
  this.timeout(60_000);
  const browser = useChromium();
  let emulator: Emulator;
  let api: ApiCaller;
  before(async () => {
    emulator = await startEmulator({ clock: () => start });
    api = new ApiCaller(emulator);
  });
  beforeEach(() => emulator.control.reset());
  after(() => emulator.close());

  async function opened(
    recipient: object,
    more: object = {},
    page: PageOptions = {},
  ): Promise<{ id: string; ada: SigningPerson }> {
    const id = await api.created({ ...optionsFor(signer(recipient)), ...more });
    await emulator.control.process(id);
    return { id, ada: new SigningPerson(await browser.open(linkTo(emulator, "ada@example.com"), page)) };
  }

  /** What the only signer's tags hold once all is signed. */
  const values = async (id: string): Promise<unknown[]> => {
    const { body } = await api.get(`/v2/envelopes/${id}`);
    return body.details.recipients[0].tags.map(({ value }: { value: unknown }) => value);
  };

  const text = (name: string, y: number, more: object = {}): object =>
    tag({ type: "text_field", name, x: 0.1, y, width: 0.3, ...more });
  const box = (name: string, y: number, more: object = {}): object =>
    tag({ type: "checkbox_field", name, x: 0.1, y, ...more });

  it("shows and asks for fields as rules say, while they are filled in", async () => {
    const { id, ada } = await opened({
      tags: [
        box("married", 0.1, { optional: true }),
        text("spouse", 0.2),
        text("notes", 0.3, { optional: true }),
        tag({ x: 0.1 }),
      ],
      rules: [
        {
          action: "show",
          conditions: [{ trigger_tag_name: "married", criteria: "has_value" }],
          affected_tag_names: ["spouse"],
        },
        {
          action: "make_required",
          conditions: [{ trigger_tag_name: "spouse", criteria: "has_value" }],
          affected_tag_names: ["notes"],
        },
      ],
    });
    const count = ada.page.getByRole("status");
    await count.getByText("0 of 1 required").waitFor();
    assert.equal(await ada.field("Spouse").count(), 0);
    await ada.fill({ Married: true });
    await count.getByText("0 of 2 required").waitFor();
    await ada.fill({ Spouse: "Sam Sample" });
    await count.getByText("1 of 3 required").waitFor();
    await ada.sign({ Notes: "since 2020", Signature: "Ada Example" });
    assert.deepEqual(await values(id), [true, "Sam Sample", "since 2020", "Ada Example"]);
  });

  it("says what is wrong beside the field and in a summary, in the sender's own words", async () => {
    const regex = "^[A-Z]{2}\\d{3}$";
    const { id, ada } = await opened({
      tags: [
        text("code", 0.1, { validation: { regex, error_message: "Two letters and three digits, please." } }),
        tag({ x: 0.1 }),
      ],
    });
    await ada.fill({ Code: "nonsense" });
    await ada.press("Sign");
    const summary = ada.page.getByRole("region", { name: "2 fields to correct before you can sign" });
    assert.deepEqual(await summary.getByRole("link").allTextContents(), [
      "Code, page 1: Two letters and three digits, please.",
      "Signature, page 1: Sign here: type your name.",
    ]);
    assert.equal(await ada.field("Code").getAttribute("aria-invalid"), "true");
    const described = await ada.field("Code").getAttribute("aria-describedby");
    assert.equal(
      await ada.page.locator(`#${described}`).textContent(),
      "Two letters and three digits, please.",
    );
    await summary.getByRole("link", { name: /^Code/ }).click();
    await ada.page.keyboard.press("Control+A");
    await ada.page.keyboard.type("AB123");
    await ada.sign({ Signature: "Ada Example" });
    assert.deepEqual(await values(id), ["AB123", "Ada Example"]);
  });

  it("offers radio buttons as a group, of which one is chosen", async () => {
    const radio = (y: number): object => tag({ type: "radio_field", tag_group_name: "Delivery", x: 0.1, y });
    const { id, ada } = await opened({ tags: [radio(0.1), radio(0.2), tag({ x: 0.1 })] });
    const group = ada.page.getByRole("radiogroup", { name: "Delivery, page 1, required" });
    assert.equal(await group.getByRole("radio").count(), 2);
    await ada.press("Sign");
    await ada.page.getByRole("link", { name: "Delivery, page 1: Choose one." }).waitFor();
    await group.getByRole("radio").nth(0).check();
    await group.getByRole("radio").nth(1).check();
    await ada.sign({ Signature: "Ada Example" });
    assert.deepEqual(await values(id), [false, true, "Ada Example"]);
  });

  it("lets in who knows the code from the text message", async () => {
    const { ada } = await opened(
      { iso_country_code: "GB", mobile_number: "7700900123", tags: [tag()] },
      { has_envelope_otps: true },
    );
    await ada.title("Confirm your phone");
    await ada.page.getByText("A code was sent by text message to ••••0123.").waitFor();
    await ada.page.getByLabel("Code").fill("wrong");
    await ada.press("Continue");
    await ada.page.getByRole("alert").filter({ hasText: /./ }).waitFor();
    const code = /\d{4,}/.exec(emulator.control.texts().at(-1)?.text ?? "")?.[0] ?? "";
    await ada.page.getByLabel("Code").fill(code);
    await ada.press("Continue");
    await ada.sign({ Signature: "Ada Example" });
  });

  it("asks for a witness, who signs by a link of their own", async () => {
    const { id, ada } = await opened({
      tags: [tag({ x: 0.1, y: 0.2 })],
      witness: { tags: [tag({ x: 0.1, y: 0.6 })], auth_type: "no-auth" },
    });
    await ada.fill({ Signature: "Ada Example" });
    await ada.press("Sign");
    await ada.title("Who watched you sign?");
    await ada.page.getByLabel("Full name").fill("Wes Witness");
    await ada.page.getByLabel("E-mail address").fill("nobody");
    await ada.press("Ask this witness");
    await ada.page.getByText("This is no e-mail address.").waitFor();
    await ada.page.getByLabel("E-mail address").fill("wes@example.com");
    await ada.press("Ask this witness");
    await ada.title("You have signed");
    const wes = new SigningPerson(await browser.open(linkTo(emulator, "wes@example.com")));
    await wes.page.getByText("You sign as the witness of Ada Example, whom you saw sign.").waitFor();
    await wes.sign({ Signature: "Wes Witness" });
    assert.equal(emulator.control.envelope(id).status, "COMPLETE");
  });

  it("goes through a simulated identity check and age check, each said to be one", async () => {
    const { ada } = await opened({
      auth_type: "idv",
      verification: { idv: { session_config_name: "HR", when: "before_viewing", session_limit: 2 } },
      tags: [tag()],
    });
    await ada.title("Prove who you are");
    await ada.page.getByText("Simulated by the emulator.").waitFor();
    await ada.press("The check fails");
    await ada.page.getByText("The last check did not pass.").waitFor();
    await ada.press("The check passes");
    await ada.sign({ Signature: "Ada Example" });
  });

  it("tells who is too young, or was not recognised, that they cannot sign", async () => {
    const { ada } = await opened({
      verification: { age: { age_estimation: { allowed: true } } },
      tags: [tag()],
    });
    await ada.title("Prove your age");
    await ada.press("The check fails");
    await ada.title("You cannot sign");
    await ada.page.getByText("The age check did not pass.").waitFor();
  });

  it("takes an attachment, says its name and size, and gives it back", async () => {
    const { id, ada } = await opened({
      tags: [tag({ type: "attachment", name: "insurance", x: 0.1, y: 0.2 }), tag({ x: 0.1 })],
    });
    const content = await pdfOf(2);
    await ada.attach("Insurance", { name: "broken.pdf", content: Buffer.from("no PDF") });
    await ada.page.locator(".tag .error:visible").waitFor();
    await ada.attach("Insurance", { name: "first.pdf", content });
    await ada.press("Remove first.pdf");
    await ada.page.getByText("Attach a PDF", { exact: true }).waitFor();
    await ada.attach("Insurance", { name: "policy.pdf", content });
    await ada.page.getByText(/^policy\.pdf \(\d+ (bytes|kB)\)$/).waitFor();
    await ada.sign({ Signature: "Ada Example" });
    const pack = await api.send("GET", `/v2/envelopes/${id}/completed-documents`);
    const entries = unzipSync(new Uint8Array(await pack.arrayBuffer()));
    // It is signed like every PDF of the pack, which leaves what was attached as it was.
    const attached = entries["attachments/policy.pdf"]?.subarray(0, content.length);
    assert(Buffer.from(content).equals(attached ?? Buffer.of()));
  });

  it("says when a link has expired, whose turn it is not, and that an envelope is withdrawn", async () => {
    const { id, ada } = await opened({ active_for_seconds: 3600, tags: [tag()] });
    emulator.control.advance(3600);
    await ada.fill({ Signature: "Ada Example" });
    await ada.press("Sign");
    await ada.page.getByRole("heading", { name: "The link has expired (active_for_seconds)." }).waitFor();
    await ada.page.reload();
    await ada.title("This link has expired");
    await api.call("PATCH", `/v2/envelopes/${id}`);
    await ada.page.reload();
    await ada.page.getByText("The sender has withdrawn the documents.").waitFor();
  });

  it("says that a link nobody has leads nowhere", async () => {
    const page = await browser.open(`${emulator.url}/sign/00000000-0000-4000-8000-000000000000`);
    await page.getByRole("heading", { name: "This link leads nowhere" }).waitFor();
  });

  it("lists a Word file's fields, and offers the file", async () => {
    const options = optionsFor(signer({ tags: [tag({ file_name: "cover.docx", page_number: 3 })] }));
    const docx = new Uint8Array(Buffer.from("PK\x03\x04 is all that the emulator looks at", "latin1"));
    const { body } = await api.call("POST", "/v2/envelopes", formOf(options, { "cover.docx": docx }));
    await emulator.control.process(body.envelope_id);
    const ada = new SigningPerson(await browser.open(linkTo(emulator, "ada@example.com")));
    await ada.page.getByText("This is a Word file, and the emulator cannot draw its pages.").waitFor();
    await ada.page.getByRole("link", { name: "Download cover.docx" }).waitFor();
    await ada.sign({ "Signature, signature, page 3": "Ada Example" });
  });

  it("has an embedded envelope's colours, and goes back to the sender's page", async () => {
    const answer = await api.call(
      "POST",
      "/v2/embedded-envelopes",
      formOf(
        {
          ...optionsFor(signer({ event_notifications: [], tags: [tag()] })),
          branding: { primary_color: "#0b6e4f", on_primary_color: "#ffffff" },
          parent_redirect_urls: {
            success: "https://app.example.com/signed",
            failure: "https://app.example.com/no",
          },
        },
        { "nda.pdf": await pdfOf(1) },
      ),
    );
    await emulator.control.process(answer.body.envelope_id);
    const ada = new SigningPerson(
      await browser.open(`${emulator.url}/embedded/sign/${answer.body.recipients[0].token}`),
    );
    await ada.page.route("https://app.example.com/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Back</title>" }),
    );
    await ada.page.locator(".guide .primary").waitFor();
    const color = await ada.page.evaluate(
      "getComputedStyle(document.querySelector('.guide .primary')).backgroundColor",
    );
    assert.equal(color, "rgb(11, 110, 79)");
    await ada.fill({ Signature: "Ada Example" });
    await ada.press("Sign");
    await ada.page.waitForURL("https://app.example.com/signed");
  });

  it("can be used by keyboard alone, in reading order", async () => {
    const { id, ada } = await opened({
      tags: [
        tag({ x: 0.1, y: 0.8 }),
        box("read", 0.5, { optional: true }),
        text("city", 0.2, { x: 0.5 }),
        text("name", 0.2),
      ],
    });
    const { keyboard } = ada.page;
    await ada.page.getByRole("link", { name: "Skip to the documents" }).focus();
    await keyboard.press("Enter");
    const focused = (): Promise<string | null> => ada.page.locator(":focus").getAttribute("aria-label");
    const order: (string | null)[] = [];
    for (let step = 0; step < 8; step += 1) {
      await keyboard.press("Tab");
      order.push(await focused());
    }
    assert.deepEqual(order, [
      "Zoom out",
      "Zoom in",
      "Fit the pages to the window",
      null,
      "Name, text, page 1, required",
      "City, text, page 1, required",
      "Read, box to tick, page 1, optional",
      "Signature, signature, page 1, required",
    ]);
    await keyboard.type("Ada Example");
    await keyboard.press("Shift+Tab");
    await keyboard.press("Space");
    await keyboard.press("Shift+Tab");
    await keyboard.type("Sampleton");
    await keyboard.press("Enter");
    assert.equal(await focused(), "Name, text, page 1, required");
    await keyboard.type("Ada");
    await ada.page.getByRole("button", { name: "Sign", exact: true }).focus();
    await keyboard.press("Enter");
    await ada.title("You have signed");
    assert.equal(await ada.page.locator(":focus").textContent(), "You have signed");
    assert.deepEqual(await values(id), ["Ada Example", true, "Sampleton", "Ada"]);
  });

  it("shows names and messages as they are written, whatever they hold", async () => {
    const evil = "<img src=x onerror=\"document.title='hit'\">&amp;<script>document.title='hit'</script>";
    const file = "<img src=x onerror=document.title='hit'>.pdf";
    const name = "<img src=x onerror=document.title='hit'>";
    const id = await api.created(
      {
        ...optionsFor(
          signer({
            name: `Ada & "'Example`,
            role: `"'&amp;`,
            tags: [
              tag({
                type: "text_field",
                width: 0.2,
                x: 0.1,
                name,
                file_name: file,
                validation: { regex: "^x$", error_message: evil },
              }),
            ],
          }),
        ),
        emails: { name: `Sender & 'Co`, invitation: { body: { message: evil } } },
      },
      { [file]: await pdfOf(1), "other.pdf": await pdfOf(1) },
    );
    await emulator.control.process(id);
    const ada = new SigningPerson(await browser.open(linkTo(emulator, "ada@example.com")));
    await ada.title("Mutual NDA");
    await ada.page.getByText(evil, { exact: true }).waitFor();
    await ada.page.getByText(`From Sender & 'Co, for Ada & "'Example, "'&amp;`, { exact: true }).waitFor();
    await ada.page.getByRole("heading", { name: file, exact: true }).waitFor();
    await ada.field(name).fill("y");
    await ada.press("Sign");
    await ada.page.getByRole("link", { name: `${name}, page 1 of ${file}: ${evil}`, exact: true }).waitFor();
    assert.equal(await ada.page.locator("#page img[src='x'], #page script").count(), 0);
    assert.equal(await ada.page.title(), "Mutual NDA – Mutual NDA");
  });

  it("says that it needs JavaScript where there is none", async () => {
    const page = await (await fetch(`${emulator.url}/sign/any`)).text();
    assert.match(page, /<noscript>[\s\S]*This page needs JavaScript/);
  });

  it("is served with a policy that lets nothing in from elsewhere", async () => {
    const answer = await fetch(`${emulator.url}/sign/any`);
    assert.equal(
      answer.headers.get("content-security-policy"),
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });
});
