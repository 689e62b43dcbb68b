import assert from "node:assert/strict";
import type { TagOptions } from "../../../../emulator/envelope/options.ts";
import { refusal, SignedEnvelope, signer, tag } from "./signing-person.ts";

const text = (more: Partial<TagOptions> = {}): TagOptions => tag({ type: "text_field", width: 0.3, ...more });
const box = (more: Partial<TagOptions> = {}): TagOptions => tag({ type: "checkbox_field", ...more });
const radio = (more: Partial<TagOptions> = {}): TagOptions => tag({ type: "radio_field", ...more });
const grouped = { tag_group_name: "g" };
const optional = { optional: true };
const letters = { regex: "^[a-z]+$", error_message: "takes letters alone", flags: "i" };

/** What is wrong with values for tags, or what the tags hold after them. */
function judged(tags: readonly TagOptions[], values: Record<string, unknown>): unknown {
  const signing = new SignedEnvelope([signer({ tags })]);
  const refused = refusal(() => signing.submit(values));
  return refused.length > 0 ? refused.slice(1) : signing.person(0).values;
}

const attach = "is required: attach a PDF";
const nobody = "is required, read-only and empty, so that nobody can fill it in; the sender has to";
const service = "is filled in by the service";
const oneOf = "is one of several radio buttons chosen in one group; choose one";
const noChoice = "leaves its group of radio buttons without a choice, which is required";
const noneOf = "leaves its group without a value, and at least one of its tags is required";

describe("values handed in on a signing page", () => {
  const table: Record<string, [TagOptions[], Record<string, unknown>, unknown]> = {
    "a signature is a typed name": [[tag()], { 0: "A. Example" }, ["A. Example"]],
    "a required signature cannot be missing": [[tag()], {}, ["0 is required"]],
    "a required text cannot be empty": [[text()], { 0: "" }, ["0 is required"]],
    "a required text cannot be blank": [[text()], { 0: "  \n" }, ["0 is required"]],
    "an optional one can": [[text(optional)], { 0: "" }, [null]],
    "a text is kept as it was typed": [[text()], { 0: " a  b " }, [" a  b "]],
    "initials are a text": [[tag({ type: "initials" })], { 0: true }, ["0 must be a text"]],
    "a box is ticked or not": [[box(), box(optional)], { 0: true, 1: false }, [true, false]],
    "a box is no text": [[box(optional)], { 0: "yes" }, ["0 must be true or false"]],
    "a box that is given null is not ticked": [[box(optional)], { 0: null }, [false]],
    "a required box must be ticked": [[box()], { 0: false }, ["0 is required"]],
    "a prefilled text stays where nothing is given": [[text({ prefilled_value: "Acme" })], {}, ["Acme"]],
    "a prefilled text can be changed": [[text({ prefilled_value: "Acme" })], { 0: "Bcme" }, ["Bcme"]],
    "a prefilled, required text cannot be emptied": [
      [text({ prefilled_value: "Acme" })],
      { 0: null },
      ["0 is required"],
    ],
    "a read-only text keeps the sender's words": [
      [text({ prefilled_value: "Acme", readonly: true })],
      { 0: "Acme" },
      ["Acme"],
    ],
    "a read-only text cannot be changed": [
      [text({ prefilled_value: "Acme", readonly: true })],
      { 0: "Bcme" },
      ["0 is read-only"],
    ],
    "a read-only text is not validated": [
      [text({ prefilled_value: "1", readonly: true, validation: letters })],
      {},
      ["1"],
    ],
    "a read-only text that is required and empty cannot be signed": [
      [text({ readonly: true })],
      {},
      [`0 ${nobody}`],
    ],
    "a date is the service's": [[tag({ type: "date_signed_field" })], {}, ["2026-01-31"]],
    "a date can be sent back as it was": [
      [tag({ type: "date_signed_field" })],
      { 0: "2026-01-31" },
      ["2026-01-31"],
    ],
    "a date cannot be set": [[tag({ type: "date_signed_field" })], { 0: "2020-01-01" }, [`0 ${service}`]],
    "a required attachment needs a file": [[tag({ type: "attachment" })], {}, [`0 ${attach}`]],
    "an attachment cannot be named without a file": [
      [tag({ type: "attachment", ...optional })],
      { 0: "passport.pdf" },
      ["0 holds the file that was attached; attach another one instead"],
    ],
    "a text passes its validation": [[text({ validation: letters })], { 0: "ABC" }, ["ABC"]],
    "a text that fails it gets the sender's words": [
      [text({ validation: letters })],
      { 0: "A1" },
      ["0 takes letters alone"],
    ],
    "or others, where the sender has none": [
      [text({ validation: { regex: "^\\d+$" } })],
      { 0: "x" },
      ["0 does not match the tag's validation"],
    ],
    "flags count": [
      [text({ validation: { regex: "^[a-z]+$" } })],
      { 0: "ABC" },
      ["0 does not match the tag's validation"],
    ],
    "an empty optional text is not validated": [[text({ ...optional, validation: letters })], {}, [null]],
    "one radio button of a group is chosen": [
      [radio(grouped), radio(grouped)],
      { 0: false, 1: true },
      [false, true],
    ],
    "a required group of them needs a choice": [[radio(grouped), radio(grouped)], {}, [`0 ${noChoice}`]],
    "two of one group cannot be chosen": [
      [radio(grouped), radio(grouped)],
      { 0: true, 1: true },
      [`1 ${oneOf}`],
    ],
    "two of one group cannot, even where none has to": [
      [radio({ ...grouped, ...optional }), radio({ ...grouped, ...optional })],
      { 0: true, 1: true },
      [`1 ${oneOf}`],
    ],
    "an optional group of them needs no choice": [
      [radio({ ...grouped, ...optional }), radio({ ...grouped, ...optional })],
      {},
      [false, false],
    ],
    "a radio button without a group stands alone": [[radio(), radio(optional)], { 0: true }, [true, false]],
    "a required one without a group has to be chosen": [[radio()], {}, ["0 is required"]],
    "of a required group of boxes, one is enough": [
      [box(grouped), box(grouped), box(grouped)],
      { 1: true },
      [false, true, false],
    ],
    "of a required group of boxes, none is too few": [[box(grouped), box(grouped)], {}, [`0 ${noneOf}`]],
    "of a required group of texts, one is enough": [[text(grouped), text(grouped)], { 1: "x" }, [null, "x"]],
    "groups of other names do not count": [
      [box(grouped), box(grouped), box({ tag_group_name: "h" }), box({ tag_group_name: "h" })],
      { 0: true },
      [`2 ${noneOf}`],
    ],
    "everything that is wrong is named": [
      [tag(), text(), box()],
      { 1: 7 },
      ["0 is required", "1 must be a text", "2 is required"],
    ],
  };
  for (const [name, [tags, values, expected]] of Object.entries(table))
    it(name, () => assert.deepEqual(judged(tags, values), expected));

  it("name no tag that is not there", () => {
    for (const key of ["1", "-1", "sig", "__proto__", "00", "0.0"])
      assert.deepEqual(
        refusal(() =>
          new SignedEnvelope([signer()]).submit(JSON.parse(`{"0": "A", ${JSON.stringify(key)}: "x"}`)),
        ),
        ["invalid_values"],
        key,
      );
  });

  it("leave everything as it was when they are refused", () => {
    const signing = new SignedEnvelope([signer()]);
    const before = signing.envelope;
    refusal(() => signing.submit({}));
    assert.equal(signing.envelope, before);
  });
});
