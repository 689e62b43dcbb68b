import assert from "node:assert/strict";
import { domainOf, mailboxOf } from "../../../schema/mailbox.ts";

describe("the domain of an address", () => {
  for (const [email, domain] of [
    ["cleo@example.com", "example.com"],
    [" Cleo@Example.COM ", "example.com"],
    ["cleo@bücher.example", "xn--bcher-kva.example"],
    ["cleo@BÜCHER.example", "xn--bcher-kva.example"],
    ['"cleo@example.com"@example.net', "example.net"],
    ["cleo", undefined],
    ["cleo@", undefined],
    ["", undefined],
  ] as const)
    it(`is ${domain ?? "none"} of ${JSON.stringify(email)}`, () => {
      assert.equal(domainOf(email), domain);
    });
});

describe("two addresses", () => {
  for (const [one, other] of [
    ["cleo@example.com", "CLEO@EXAMPLE.COM"],
    ["cleo@example.com", "cleo+signing@example.com"],
    ["cleo@example.com", '"cleo"@example.com'],
    ["cleo@example.com", "\uff43leo@example.com"],
    ["cleo@bücher.example", "cleo@xn--bcher-kva.example"],
    ["cleo.example@gmail.com", "cleoexample+x@googlemail.com"],
    ["cleo.example@proton.me", "cleo-example@protonmail.com"],
    ["cleo@icloud.com", "cleo@me.com"],
    ["cleo.example@ya.ru", "cleo-example@yandex.com"],
  ] as const)
    it(`lead to one mailbox: ${one} and ${other}`, () => {
      assert.equal(mailboxOf(one), mailboxOf(other));
    });

  for (const [one, other] of [
    ["cleo@example.com", "cleo@example.net"],
    ["cleo@example.com", "c.leo@example.com"],
    ["cleo.example@icloud.com", "cleoexample@icloud.com"],
    ["cleo@gmail.com", "cleo@icloud.com"],
    ["+1@example.com", "+2@example.com"],
    ["cleo", "sam"],
  ] as const)
    it(`lead to two mailboxes: ${one} and ${other}`, () => {
      assert.notEqual(mailboxOf(one), mailboxOf(other));
    });
});
