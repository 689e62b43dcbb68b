import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ApiError, apiErrorFor } from "../../../../sdk/client/api-errors.ts";
import {
  ConfigError,
  ConnectionError,
  DeadlineError,
  EnvelopeFailedError,
  OutcomeUnknownError,
  ResponseError,
  TimeoutError,
  ValidationError,
  YotiSignError,
} from "../../../../sdk/client/errors.ts";
import * as entry from "../../../../sdk/client/index.ts";

const request = {
  operation: "createEnvelope",
  goal: "create the envelope",
  method: "POST",
  path: "/v2/envelopes",
  origin: "https://api.example.com",
};
const cause = new Error("the cause");

/** One of each. */
const errors: YotiSignError[] = [
  new ConfigError("No key.", { cause }),
  new ValidationError("It cannot be sent", [], { cause }),
  new ConnectionError(request, "ECONNREFUSED", "Check it.", { cause }),
  new TimeoutError(request, "TOTAL_TIMEOUT", "Wait.", { cause }),
  new OutcomeUnknownError(request, "broke off", { cause }),
  new ResponseError(request, 200, "not with JSON"),
  new EnvelopeFailedError("Failed.", { cause }),
  new DeadlineError("Late.", { cause }),
  ...[400, 401, 402, 403, 404, 409, 410, 413, 422, 429, 500].map((status) =>
    apiErrorFor(request, { status }),
  ),
];

const exported = Object.values(entry).filter(
  (value): value is typeof ApiError =>
    typeof value === "function" && value.prototype instanceof YotiSignError,
);

describe("the error family", () => {
  it("is exported whole", () => {
    assert.deepEqual(new Set(exported), new Set(errors.map((error) => error.constructor)));
  });

  it("has a name of its own for every class, and a code that no other has", () => {
    assert.deepEqual(
      errors.map(({ name }) => name),
      errors.map((error) => error.constructor.name),
    );
    assert.equal(new Set(errors.map(({ code }) => code)).size, errors.length);
  });

  it("is described in docs/errors.md, every class with its code", () => {
    const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
    const rows = new Set(
      Array.from(page.matchAll(/^\| `(\w+)` `(\w+)` \|/gm), ([, name, code]) => `${name} ${code}`),
    );
    assert.deepEqual(rows, new Set(errors.map(({ name, code }) => `${name} ${code}`)));
  });

  it("keeps causes", () => {
    const kept = errors.filter((error) => !(error instanceof ApiError || error instanceof ResponseError));
    assert(kept.every((error) => error.cause === cause));
  });

  it("tells doubt from a lost connection", () => {
    assert(new TimeoutError(request, "TOTAL_TIMEOUT", "") instanceof ConnectionError);
    assert(!((new OutcomeUnknownError(request, "broke off", {}) as Error) instanceof ConnectionError));
  });
});

describe("ValidationError", () => {
  it("prints every place and reason, names as the caller has them", () => {
    const issues = [
      { path: ["recipients", 0, "sign_group"], message: "is required." },
      { path: [], message: "has no files" },
    ];
    const error = new ValidationError("The envelope cannot be sent", issues, {
      rename: (name) => name.toUpperCase(),
    });
    assert.equal(
      error.message,
      "The envelope cannot be sent: RECIPIENTS[0].SIGN_GROUP is required; has no files.",
    );
    assert.equal(error.issues, issues);
  });
});

describe("OutcomeUnknownError", () => {
  it("says what is not known, and why it is not repeated", () => {
    assert.equal(
      new OutcomeUnknownError(request, "answered 502", { status: 502 }).message,
      "It is not known whether the service managed to create the envelope: POST /v2/envelopes answered 502. It is not repeated, " +
        "since that could e-mail people twice; look at what the service has before you try again.",
    );
  });
});

describe("ResponseError", () => {
  it("prints the first three of the schema's objections", () => {
    const issues = ["a", "b", "c", "d"].map((name) => ({ path: [name], message: "is required" }));
    const error = new ResponseError(request, 200, "not with what the API reference says", issues);
    assert.match(error.message, /reference says; a is required; b is required; c is required\. Is /);
    assert.equal(error.issues.length, 4);
  });
});
