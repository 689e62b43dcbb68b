import assert from "node:assert/strict";
import { placeholdersIn } from "../../../policy/placeholders.ts";

const found = (text: string): string[] =>
  placeholdersIn(text).map(({ kind, index, length }) => `${kind} ${text.slice(index, index + length)}`);

describe("placeholders in a text", () => {
  for (const [text, ...expected] of [
    [`Dear {{ first name }}, hello \${name}`, "braces {{ first name }}", `braces \${name}`],
    ["<%= name %> and {0} and {customer.name}", "braces <%= name %>", "braces {0}", "braces {customer.name}"],
    ["between [NAME] and [COMPANY 2]", "brackets [NAME]", "brackets [COMPANY 2]"],
    ["on [DD/MM/YYYY], [insert place here], [Your name]"].concat(
      "brackets [DD/MM/YYYY]",
      "brackets [insert place here]",
      "brackets [Your name]",
    ),
    ["for £[●], [__] days, [...]", "brackets [●]", "brackets [__]", "brackets [...]"],
    ["[ÄNDERUNG]", "brackets [ÄNDERUNG]"],
    ["<<Customer>> «First_Name» <NAME>", "angles <<Customer>>", "angles «First_Name»", "angles <NAME>"],
    ["%NAME% __START_DATE__ @@x1@@", "signs %NAME%", "signs __START_DATE__", "signs @@x1@@"],
    ["TODO: write. The price is TBC. XXXX", "marker TODO", "marker TBC", "marker XXXX"],
    ["Lorem  ipsum, dolor sit amet", "filler Lorem  ipsum", "filler dolor sit amet"],
    ["[object Object], Dear undefined", "unset [object Object]", "unset Dear undefined"],
    ["Calling [toString] on an [Output<T>] is not supported.", "unset Calling [toString] on an [Output<T>]"],
  ])
    it(`are found in ${text}`, () => {
      assert.deepEqual(found(text ?? ""), expected);
    });

  for (const text of [
    "Please read and sign our agreement.",
    "[Signature page follows] [SIGNATURE PAGE FOLLOWS] [REMAINDER OF PAGE INTENTIONALLY LEFT BLANK] [sic]",
    "[1999] UKHL 12, see note [2], tick [x] or [ ], [THE TERMS](https://example.com)",
    "«Guten Tag», «Bonjour», «YouTube»",
    "ES TODO EL TEXTO; todo va bien",
    "Chapter XXX, card XXXX-XXXX-1234",
    "100% of 50%, 5 %, a_b, ____________",
    'Auto-tags |S1TR{"nm":"name","ph":"text"}| and |S1SR|',
    "{cleo.example}@example.com",
    "An undefined term is null and void.",
  ])
    it(`are none in ${text}`, () => {
      assert.deepEqual(found(text), []);
    });

  it("are one where they overlap", () => {
    assert.deepEqual(found(`{{[NAME]}} \${{name}}`), ["braces {{[NAME]}}", "braces {{name}}"]);
  });

  for (const part of ["{{", "[", "[A", "<<", "%A", "__A", "«a_", "X", "lorem ", "[insert ", "${", "<%"])
    it(`are sought in no long time among many ${part}`, () => {
      assert.ok(Array.isArray(placeholdersIn(part.repeat(50_000))));
    });
});
