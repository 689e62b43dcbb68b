import assert from "node:assert/strict";
import { formatPath } from "../../../schema/issue.ts";

describe("the path of an issue", () => {
  it("is written the way a program would", () => {
    assert.equal(formatPath(["recipients", 0, "tags", 2, "pageNumber"]), "recipients[0].tags[2].pageNumber");
    assert.equal(formatPath([3, "name"]), "[3].name");
    assert.equal(formatPath([]), "");
  });

  it("renames property names where asked to", () => {
    assert.equal(
      formatPath(["sign_group", 1], (name) => name.toUpperCase()),
      "SIGN_GROUP[1]",
    );
  });

  it("does not repeat a name that is no word, which may be anybody's address", () => {
    assert.equal(formatPath(["emails", "pat@example.com", "message"]), 'emails["…"].message');
    assert.equal(formatPath(["Pat Example"]), '["…"]');
  });
});
