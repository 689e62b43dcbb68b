import assert from "node:assert/strict";
import { decode, encode, toCamel, toSnake } from "../../../schema/wire.ts";

describe("the codec between programs and the wire", () => {
  it("turns names into snake_case at every depth, and back", () => {
    const plain = { signGroup: 1, tags: [{ fileName: "a.pdf", validation: { errorMessage: "No" } }] };
    const wire = { sign_group: 1, tags: [{ file_name: "a.pdf", validation: { error_message: "No" } }] };
    assert.deepEqual(encode(plain), wire);
    assert.deepEqual(decode(wire), plain);
  });

  it("never changes a value", () => {
    const values = { name: "signGroup sign_group", list: ["camelCase", null, 0, false, ""] };
    assert.deepEqual(encode(values), values);
    assert.deepEqual(decode(values), values);
  });

  it("leaves out what is undefined, and keeps null", () => {
    assert.deepEqual(Object.keys(encode<object>({ role: undefined, name: null })), ["name"]);
  });

  it("passes on what is no object", () => {
    assert.deepEqual([encode("a"), encode(null), encode([1, [{ aB: 1 }]])], ["a", null, [1, [{ a_b: 1 }]]]);
  });

  it("knows names with digits and single letters", () => {
    assert.deepEqual(["x", "iso_country_code", "sha256"].map(toCamel), ["x", "isoCountryCode", "sha256"]);
    assert.deepEqual(["x", "isoCountryCode", "sha256"].map(toSnake), ["x", "iso_country_code", "sha256"]);
  });

  it("takes no name of the API's for a program's", () => {
    assert.deepEqual(encode({ sign_group: 1, signGroup: 2 }), { sign__group: 1, sign_group: 2 });
    assert.deepEqual(decode({ sign__group: 1 }), { sign_group: 1 });
  });
});
