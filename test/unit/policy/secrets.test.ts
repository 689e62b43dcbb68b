import assert from "node:assert/strict";
import { secretsIn } from "../../../policy/secrets.ts";

const found = (text: string): string[] =>
  secretsIn(text).map(({ kind, index, length }) => `${kind} ${text.slice(index, index + length)}`);

// In parts, so that no scanner takes these for real ones.
const keys = [
  `AKIA${"IOSFODNN7EXAMPLE"}`,
  `ghp_${"a1B2".repeat(9)}`,
  `github_pat_${"a1B2".repeat(6)}`,
  `glpat-${"a1B2".repeat(5)}`,
  `xoxb-${"1234567890-abcdef"}`,
  `sk_live_${"a1B2".repeat(6)}`,
  `AIza${"a1B2c".repeat(7)}`,
  `pul-${"0a1b2c3d".repeat(5)}`,
  `npm_${"a1B2".repeat(9)}`,
  `eyJ${"hbGciOiJIUzI1NiJ9"}.eyJ${"zdWIiOiIxMjM0"}`,
  `-----BEGIN RSA ${"PRIVATE KEY"}-----`,
  `Bearer ${"abcdefghijklmnop"}`,
  `postgres://app:${"hunter2"}@`,
];

describe("secrets in a text", () => {
  for (const key of keys)
    it(`are keys of the form ${key.slice(0, 12)}…`, () => {
      assert.deepEqual(found(`Here: ${key}`), [`key ${key}`]);
    });

  for (const [text, ...expected] of [
    ["DE89 3704 0044 0532 0130 00 COBADEFF", "iban DE89 3704 0044 0532 0130 00"],
    ["iban be68539007547034.", "iban be68539007547034"],
    ["Norway: NO93 8601 1117 947, thanks", "iban NO93 8601 1117 947"],
    ["Card 4111-1111-1111-1111", "card 4111-1111-1111-1111"],
    ["378282246310005 and 5555555555554444", "card 378282246310005", "card 5555555555554444"],
    ["Password: Orchid-4471", "password Password: Orchid-4471"],
    ['the password is "opensesame"', 'password password is "opensesame"'],
    ["PIN: 4471", "password PIN: 4471"],
    ["Kennwort ist Sommer2026", "password Kennwort ist Sommer2026"],
    ["token Zx8Qw3Rt6Yp1Lk9Vb4Nm7Hs2", "random Zx8Qw3Rt6Yp1Lk9Vb4Nm7Hs2"],
  ])
    it(`are found in ${text}`, () => {
      assert.deepEqual(found(text ?? ""), expected);
    });

  for (const text of [
    "Please read and sign our agreement 2026-114 by 31.03.2026, 17:00.",
    "DE89 3704 0044 0532 0130 01",
    "XX89 3704 0044 0532 0130 00",
    "4111 1111 1111 1112",
    "Order 4500012345, phone +44 7700 900123, 1234 5678 9012 3456",
    "Password: your customer number. Your password is not needed.",
    "Envelope 5b0f1c2d-1111-4222-8333-444444444444",
    `SHA-256 ${"0123456789abcdef".repeat(4)}`,
    "TermsAndConditionsOfServiceVersion2Of2026",
    "https://www.example.com/terms-and-conditions/2026/service-agreement",
  ])
    it(`are none in ${text}`, () => {
      assert.deepEqual(found(text), []);
    });

  it("are one where they overlap", () => {
    assert.deepEqual(found(`Password: ${keys[0]}`), [`password Password: ${keys[0]}`]);
  });
});
