import assert from "node:assert/strict";
import { type Declaration, wireOptions } from "../../../schema/wire-options.ts";
import { urnOf, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

/** The options of one signer's envelope, with parts of it as programs write them. */
const signerOf = (recipient: object, rest: object = {}, documents: object[] = [{ path: "docs/nda.pdf" }]) =>
  wireOptions({
    name: "NDA",
    documents,
    recipients: [{ name: "Pat Example", email: "pat@example.com", ...recipient }],
    ...rest,
  } as Declaration).recipients[0];

describe("the forms that programs have beside the API's", () => {
  it("write days of a link's life as seconds", () => {
    assert.equal(signerOf({ activeForDays: 14 })?.active_for_seconds, 1_209_600);
  });

  for (const [words, frequency] of [
    ["never", 0],
    ["daily", 1],
    ["every 2 days", 2],
    ["weekly", 7],
  ] as const)
    it(`write reminders ${words} as ${frequency}`, () => {
      const options = wireOptions({
        name: "NDA",
        documents: [],
        recipients: [],
        emails: { reminders: words },
      });
      assert.deepEqual(options.emails, { reminders: { frequency } });
    });

  it("write a message as the invitation's, beside what else the e-mails say", () => {
    const { emails } = wireOptions({
      name: "NDA",
      documents: [],
      recipients: [],
      message: "Please sign.",
      emails: { replyTo: "legal@example.com" },
    });
    assert.deepEqual(emails, {
      invitation: { body: { message: "Please sign." } },
      reply_to: "legal@example.com",
    });
  });

  it("write a document as its name, for tags and for excluded files", () => {
    const nda = { path: "docs/nda.pdf" };
    const terms = { path: "docs/terms.pdf", fileName: "Terms.pdf" };
    const tag = { type: "signature", document: nda, pageNumber: 1, x: 0, y: 0 };
    const signer = signerOf({ excludedFiles: [terms, "other.pdf"], tags: [tag] }, {}, [nda, terms]);
    assert.deepEqual(
      [signer?.excluded_files, signer?.tags],
      [["Terms.pdf", "other.pdf"], [{ file_name: "nda.pdf", type: "signature", page_number: 1, x: 0, y: 0 }]],
    );
  });

  it("tell nobody of an embedded envelope by e-mail unless the program says so", () => {
    const identity = urnOf("lease", "EmbeddedEnvelope");
    assert.deepEqual(signerOf({}, { identity })?.event_notifications, []);
    const asked = signerOf({ eventNotifications: ["envelope_completion"] }, { identity });
    assert.deepEqual(asked?.event_notifications, ["envelope_completion"]);
  });

  it("leave a standard envelope's notifications to the service", () => {
    assert.equal(signerOf({})?.event_notifications, undefined);
  });

  it("show a logo of one's own", () => {
    const { branding } = wireOptions({
      name: "NDA",
      documents: [],
      recipients: [],
      branding: { logo: "logo.png", primaryColor: "#2d9fff" },
    } as Declaration);
    assert.deepEqual(branding, {
      logo_options: { logo_choice: "brand_powered_by_yoti" },
      primary_color: "#2d9fff",
    });
  });
});

describe("the check of forms that only programs have", () => {
  let world: World;
  before(async () => {
    world = await World.start();
  });
  after(() => world.stop());

  const pat = (change: object) => withRecipient(world.nda(), "Partner", change);
  const tag = (change: object) =>
    pat({ tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8, ...change }] });

  for (const [what, declared, complaint] of [
    [
      "a link's life in both units",
      () => pat({ activeForDays: 2, activeForSeconds: 10 }),
      "recipients[0].activeForDays is given twice; remove it, or activeForSeconds",
    ],
    [
      "a link's life that is no number",
      () => pat({ activeForDays: "14" }),
      "recipients[0].activeForDays must be a number of days above 0, at most 365",
    ],
    [
      "a link's life of more than a year",
      () => pat({ activeForDays: 366 }),
      "recipients[0].activeForDays must be a number of days above 0, at most 365",
    ],
    [
      "a message in both forms",
      () => world.nda({ message: "Please sign." }),
      "message is given twice; remove it, or emails.invitation",
    ],
    [
      "a message that is too long, under the name the program gives it",
      () => world.nda({ message: "x".repeat(601), emails: {} }),
      "message must NOT have more than 600 characters. The message in the invitation: 1 to 600 characters.",
    ],
    [
      "unknown words for reminders",
      () => world.nda({ emails: { invitation: { body: { message: "x" } }, reminders: "hourly" as never } }),
      'emails.reminders must be one of "never", "daily", "every 2 days", "weekly", or { frequency }',
    ],
    [
      "a tag on a document that is none of the envelope's",
      () => tag({ document: { path: "other.pdf" } }),
      "recipients[0].tags[0].document is none of the envelope's documents; declare it there too, with the same path",
    ],
    [
      "a tag with a document and a file name",
      () => tag({ document: world.nda().documents[0], fileName: "nda.pdf" }),
      "recipients[0].tags[0].document is given twice; remove it, or fileName",
    ],
    [
      "an excluded document that is no document",
      () => pat({ excludedFiles: [{ file: "nda.pdf" }] }),
      "recipients[0].excludedFiles[0] must be a document as it is declared, { path }, or left out for its name",
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { complaints } = await world.check(declared());
      assert.ok(complaints.includes(complaint), complaints.join("\n"));
    });

  it("refuses a document that is sent under two names, and is referred to by neither", async () => {
    const [document] = world.nda().documents;
    const twice = [
      { ...document, fileName: "one.pdf" },
      { ...document, fileName: "two.pdf" },
    ];
    const { complaints } = await world.check({ ...tag({ document }), documents: twice });
    assert.ok(
      complaints.includes(
        "recipients[0].tags[0].document is sent under several names; say which one, with fileName",
      ),
      complaints.join("\n"),
    );
  });

  it("lists the forms of programs among the fields that there are", async () => {
    const { complaints } = await world.check(pat({ activForDays: 3 }));
    assert.match(
      complaints.join(),
      /recipients\[0\]\.activForDays is not a field here; .*activeForSeconds.*, activeForDays$/,
    );
  });

  it("takes them all", async () => {
    const [document] = world.nda().documents;
    const declared = tag({ document });
    const { complaints } = await world.check({
      ...declared,
      emails: { reminders: "weekly" },
      message: "Please sign.",
      recipients: declared.recipients.map((one) => (one.type === "CC" ? one : { ...one, activeForDays: 10 })),
    });
    assert.deepEqual(complaints, []);
  });
});

describe("an envelope in forms that only programs have", () => {
  it("is the same envelope as in the API's: writing it otherwise changes nothing", async () => {
    const world = await World.start();
    const plain = withRecipient(world.nda(), "Partner", { activeForSeconds: 864_000 });
    await world.stack.up({ nda: plain });
    const [document] = plain.documents;
    const friendly = withRecipient(plain, "Partner", {
      activeForSeconds: undefined,
      activeForDays: 10,
      tags: [{ type: "signature", document: document as never, pageNumber: 1, x: 0.1, y: 0.8 }],
    } as never);
    const steps = await world.stack.up({
      nda: JSON.parse(
        JSON.stringify({ ...friendly, emails: { reminders: "never" }, message: "Please sign." }),
      ),
    });
    assert.deepEqual(
      [steps, world.effects()],
      [["same"], { create: 1, archive: 0, delete: 0, editRecipient: 0 }],
    );
    await world.stop();
  });
});
