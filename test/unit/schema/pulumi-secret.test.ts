import assert from "node:assert/strict";
import { hasEncrypted, isSecret, revealed, secret } from "../../../schema/pulumi-secret.ts";

const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("Pulumi's form of a secret", () => {
  it("is an object with Pulumi's mark", () => {
    assert.deepEqual(secret(["a"]), { ...mark, value: ["a"] });
    assert.deepEqual([secret("a"), "a", null, { value: "a" }].map(isSecret), [true, false, false, false]);
  });

  it("is found at any depth where it is encrypted", () => {
    const encrypted = { ...mark, ciphertext: "v1:x" };
    const decrypted = { ...mark, plaintext: '"a"' };
    const values = [{ a: [encrypted] }, encrypted, { a: [decrypted] }, "a", undefined];
    assert.deepEqual(values.map(hasEncrypted), [true, true, false, false, false]);
  });

  it("is taken off at any depth where it is decrypted, and stays where it is not", () => {
    const encrypted = { ...mark, ciphertext: "v1:x" };
    const nested = { ...mark, plaintext: JSON.stringify({ b: { ...mark, plaintext: "[1]" } }) };
    assert.deepEqual(revealed({ a: [nested, 2, null], c: encrypted }), {
      a: [{ b: [1] }, 2, null],
      c: encrypted,
    });
  });
});
