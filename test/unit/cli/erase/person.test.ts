import assert from "node:assert/strict";
import { Person } from "../../../../cli/erase/person.ts";
import { personDigest } from "../../../../provider/request-digests.ts";
import { digest } from "../../../../schema/canonical.ts";

const pat = { name: "Pat Example", email: "Pat@Example.com", isoCountryCode: "GB", mobileNumber: 7700900123 };

describe("a person who is looked for", () => {
  const person = new Person(" PAT@example.com ");
  person.learn({ recipients: [pat, { name: "Cass Sample", email: "cass@example.com" }] });

  for (const [text, traces] of [
    ["Write to pat@EXAMPLE.com.", ["e-mail"]],
    ["<pat@example.com>", ["e-mail"]],
    ["the other pat: xpat@example.com, pat@example.com.au, pat@example.community", []],
    ["Dear PAT  example,", ["name"]],
    ["Spat Example, Pat Examples", []],
    ["+44 7700 900-123 or 07700900123", ["phone"]],
    ["177009001234", []],
    ["p…@example.com", ["masked e-mail"]],
    ["Cass Sample <cass@example.com>", []],
    [`0=t.${personDigest(pat)}`, ["digest"]],
    [`0=t.x.${digest(["GB", "7700900123"])}`, ["digest"]],
    ["", []],
  ] as const)
    it(`is ${traces.length > 0 ? "" : "not "}in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(person.tracesIn(text), traces);
    });

  it("is told by the address alone where nobody knows more", () => {
    assert.deepEqual(new Person("pat@example.com").tracesIn("Pat Example, 7700900123"), []);
  });

  it("is hidden in what is called after them", () => {
    assert.equal(
      person.hiddenIn("contracts/Pat Example (pat@example.com).pdf: page 1"),
      "contracts/… (…).pdf: page 1",
    );
    assert.equal(person.shown, "p…@example.com");
  });
});
