import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { assertNodeVersion } from "../../../sdk/node-version.ts";

describe("the version of Node", () => {
  it("is refused below 24, with the way to get one and without a stack trace", () => {
    assert.throws(
      () => assertNodeVersion("20.20.2"),
      (error) =>
        RunError.isInstance(error) &&
        /needs Node 24 or newer, and this is Node 20\.20\.2/.test(error.message),
    );
  });

  it("is accepted from 24 on", () => {
    assertNodeVersion("24.0.0");
    assertNodeVersion("100.1.0");
    assertNodeVersion();
  });
});
