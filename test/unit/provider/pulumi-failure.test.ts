import assert from "node:assert/strict";
import { plainFailure } from "../../../provider/pulumi-failure.ts";
import { RefusedError } from "../../../provider/refusal.ts";

describe("a failure as Pulumi's host passes it on", () => {
  it("has our message, and nothing but a hint to it where the host prints text and stack", () => {
    const error = new RefusedError("Nothing was done");
    const failure = plainFailure(error);
    assert.equal(failure.message, "Nothing was done");
    assert.equal(`${failure}: ${failure.stack}`, "yotisign: see the message on the resource");
    assert.equal(failure.cause, error);
  });

  it("has the stack of an error that nobody expected, which is worth a report", () => {
    const failure = plainFailure(new TypeError("x is not a function"));
    assert.equal(failure.message, "x is not a function");
    assert.match(String(failure.stack), /pulumi-failure\.test/);
  });

  it("has a message for whatever was thrown", () => {
    assert.equal(plainFailure("text").message, "text");
  });
});
