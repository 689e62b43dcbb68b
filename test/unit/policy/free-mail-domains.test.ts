import assert from "node:assert/strict";
import { freeMailDomains } from "../../../policy/free-mail-domains.ts";
import { domainOf } from "../../../schema/mailbox.ts";

describe("the list of free mail", () => {
  it("has domains only, spelt as addresses are compared", () => {
    const wrong = [...freeMailDomains].filter(
      (domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) || domainOf(`cleo@${domain}`) !== domain,
    );
    assert.deepEqual(wrong, []);
  });
});
