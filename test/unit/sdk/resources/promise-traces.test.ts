import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Envelope } from "../../../../sdk/index.ts";

type Hook = typeof Error.prepareStackTrace;

const switchName = "PULUMI_DEBUG_PROMISE_LEAKS";

/** Maps places to their sources, as ts-node's hook does in Pulumi's programs, and counts how often. */
function mapping(): { hook: NonNullable<Hook>; times: () => number } {
  let times = 0;
  const hook: NonNullable<Hook> = (error, places) => {
    times += 1;
    return [`mapped: ${error.message}`, ...places.map(String)].join("\n");
  };
  return { hook, times: () => times };
}

function declare(name: string, opts: pulumi.CustomResourceOptions = {}): void {
  new Envelope(name, { name: "Mutual NDA", documents: ["nda.pdf"], recipients: [] }, opts);
}

describe("traces of the promises of a resource", () => {
  let before: Hook;

  beforeEach(async () => {
    before = Error.prepareStackTrace;
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: "the-id", state: inputs }),
      call: ({ inputs }) => inputs,
    });
  });

  afterEach(() => {
    Error.prepareStackTrace = before;
    delete process.env[switchName];
  });

  it("are mapped for hardly any of its promises, and for all where somebody looks for leaks", () => {
    const usual = mapping();
    Error.prepareStackTrace = usual.hook;
    process.env[switchName] = "1";
    declare("looked-for");
    delete process.env[switchName];
    const few = mapping();
    Error.prepareStackTrace = few.hook;
    declare("quick");
    assert.ok(usual.times() > 20, `${usual.times()}`);
    assert.ok(few.times() < usual.times() / 4, `${few.times()} of ${usual.times()}`);
    assert.equal(Error.prepareStackTrace, few.hook);
  });

  it("leave those of all other errors alone, and the hook is there again where one is thrown", () => {
    const { hook } = mapping();
    Error.prepareStackTrace = hook;
    const fail = (): never => {
      throw new Error("no such account");
    };
    const attempt = (): void => declare("failing", { transformations: [fail] });
    assert.throws(attempt, ({ stack }: Error) =>
      /^mapped: no such account\nfail .*promise-traces/.test(stack ?? ""),
    );
    assert.equal(Error.prepareStackTrace, hook);
  });

  it("do without a hook where somebody took it away", () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    declare("plain");
    assert.ok(!("prepareStackTrace" in Error) || Error.prepareStackTrace === undefined);
  });
});
