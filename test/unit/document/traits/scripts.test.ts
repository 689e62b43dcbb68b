import assert from "node:assert/strict";
import { DocumentReader } from "../../../../document/index.ts";
import { scratchFolder } from "../test-files.ts";
import { type Parts, packedPdfWith, pdfWith, streamOf } from "./sample-traits.ts";

const SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
const WIDGET = "/Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 9 9]";
const XFA_FORM = '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><field>';

/** Each hides one script. */
const PLACES: Readonly<Record<string, Parts>> = {
  "what is done on opening": { catalog: `/OpenAction ${SCRIPT}` },
  "the document's named scripts": { catalog: `/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>` },
  "a branch of the named scripts": {
    catalog: "/Names << /JavaScript << /Kids [4 0 R] >> >>",
    objects: [`<< /Limits [(a) (a)] /Names [(a) ${SCRIPT}] >>`],
  },
  "what is done on printing": { catalog: `/AA << /WP ${SCRIPT} >>` },
  "what is done when a page is shown": { page: `/AA << /O ${SCRIPT} >>` },
  "what is done on a click": {
    page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${SCRIPT} >>]`,
  },
  "what is done when the pointer enters": {
    page: `/Annots [<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] /AA << /E ${SCRIPT} >> >>]`,
  },
  "what a form field does on a key": {
    catalog: "/AcroForm << /Fields [4 0 R] >>",
    page: "/Annots [4 0 R]",
    objects: [`<< ${WIDGET} /AA << /K 5 0 R >> >>`, SCRIPT],
  },
  "a field that is on no page": {
    catalog: `/AcroForm << /Fields [<< /FT /Tx /T (sum) /AA << /C ${SCRIPT} >> >>] >>`,
  },
  "what follows another action": {
    catalog: `/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Named /N /FirstPage /Next ${SCRIPT} >>] >>`,
  },
  "a bookmark": {
    catalog: "/Outlines 4 0 R",
    objects: [
      "<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>",
      `<< /Title (x) /Parent 4 0 R /A ${SCRIPT} >>`,
    ],
  },
  "what plays a film": { catalog: "/OpenAction << /S /Rendition /OP 0 /JS (app.alert\\(1\\)) >>" },
  "a script in a stream": {
    catalog: "/OpenAction << /S /JavaScript /JS 4 0 R >>",
    objects: [streamOf("", "app.alert(1)")],
  },
  "an action whose kind is another object": {
    catalog: "/OpenAction << /S 4 0 R /JS (app.alert\\(1\\)) >>",
    objects: ["/JavaScript"],
  },
  "names spelled with hexadecimal codes": { catalog: "/OpenAction << /S /J#61vaScript /#4AS (x) >>" },
  "a web address": {
    page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI 4 0 R >> >>]",
    objects: ["(JavaScript:alert\\(1\\))"],
  },
  "a 3D model": {
    page: "/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] /3DD 4 0 R >>]",
    objects: [
      streamOf("/Type /3D /Subtype /U3D /OnInstantiate 5 0 R", "U3D"),
      streamOf("", "scene.update()"),
    ],
  },
  "an XFA form": {
    catalog: "/AcroForm << /Fields [] /XFA 4 0 R >>",
    objects: [
      streamOf("", `${XFA_FORM}<calculate><script>1 + 1</script></calculate></field></template></xdp:xdp>`),
    ],
  },
  "a part of an XFA form": {
    catalog: "/AcroForm << /Fields [] /XFA [(preamble) 4 0 R (template) 5 0 R] >>",
    objects: [streamOf("", "<xdp:xdp>"), streamOf("", '<t:script contentType="application/x-javascript">')],
  },
};

/** None of them has a script, though some look like it. */
const HARMLESS: Readonly<Record<string, Parts>> = {
  "an empty page": {},
  "other actions": {
    catalog: "/OpenAction [3 0 R /Fit] /AA << /WC << /S /Named /N /Print >> >>",
    page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com) >> >>]",
  },
  "no named scripts": { catalog: "/Names << /JavaScript << /Names [] >> >>" },
  "the word in texts": {
    catalog: "/Lang (JavaScript) /X (JavaScript: the parts) /Y (<< /S /Java#53cript >>)",
    page: "/Contents 4 0 R",
    objects: [streamOf("", "BT (text/JavaScript /JS) Tj ET")],
  },
  "an XFA form without": {
    catalog: "/AcroForm << /Fields [] /XFA 4 0 R >>",
    objects: [streamOf("", `${XFA_FORM}<description>script</description></field></template></xdp:xdp>`)],
  },
};

describe("scripts in PDFs", () => {
  const scratch = scratchFolder();
  const hasScript = async (pdf: Buffer) =>
    (await new DocumentReader().readTraits(scratch.write("script.pdf", pdf))).javaScript;
  /** Of the file as it is, and packed. */
  const bothHaveScript = async (parts: Parts) => [
    await hasScript(pdfWith(parts)),
    await hasScript(packedPdfWith(parts)),
  ];

  for (const [place, parts] of Object.entries(PLACES))
    it(`are found in ${place}`, async () => {
      assert.deepEqual(await bothHaveScript(parts), [true, true]);
    });

  for (const [what, parts] of Object.entries(HARMLESS))
    it(`are not found in ${what}`, async () => {
      assert.deepEqual(await bothHaveScript(parts), [false, false]);
    });

  it("are found in what an earlier state of the file used", async () => {
    assert.equal(await hasScript(pdfWith({ objects: [SCRIPT] })), true);
  });

  it("are supposed where the entities of an XFA form may hide them", async () => {
    const parts = {
      catalog: "/AcroForm << /Fields [] /XFA 4 0 R >>",
      objects: [streamOf("", "<!DOCTYPE x [<!ENTITY s '&#60;script>'>]><x>&s;</x>")],
    };
    assert.equal(await hasScript(pdfWith(parts)), true);
  });
});
