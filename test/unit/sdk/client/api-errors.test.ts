import assert from "node:assert/strict";
import { inspect } from "node:util";
import { apiErrorFor } from "../../../../sdk/client/api-errors.ts";
import * as client from "../../../../sdk/client/index.ts";
import { newEnvelope, newFolder } from "./test-files.ts";
import {
  type Answer,
  apiKey,
  id,
  json,
  newClient,
  recipientId,
  rejection,
  startService,
} from "./test-service.ts";

const request = {
  operation: "getEnvelope",
  goal: "read the envelope",
  method: "GET",
  path: `/v2/envelopes/${id}`,
  origin: "https://api.example.com",
};

describe("apiErrorFor", () => {
  const classes = [
    [
      302,
      client.ApiError,
      "API_REFUSED",
      /Redirects are not followed; is https:\/\/api\.example\.com the right base URL\?/,
    ],
    [400, client.BadRequestError, "BAD_REQUEST", /ids are UUIDs/],
    [
      401,
      client.UnauthorizedError,
      "UNAUTHORIZED",
      /https:\/\/api\.example\.com does not accept .* set YOTI_SIGN_API_KEY/,
    ],
    [402, client.ApiError, "API_REFUSED", /the right base URL/],
    [403, client.ForbiddenError, "FORBIDDEN", /another account's envelope/],
    [404, client.NotFoundError, "NOT_FOUND", /nothing under that id/],
    [409, client.ConflictError, "CONFLICT", /in the state the envelope is in/],
    [410, client.GoneError, "GONE", /no longer possible/],
    [413, client.PayloadTooLargeError, "PAYLOAD_TOO_LARGE", /20 MB/],
    [422, client.UnprocessableError, "UNPROCESSABLE", /Correct the envelope/],
    [429, client.RateLimitError, "RATE_LIMITED", /too many requests/],
    [500, client.ServerError, "SERVER_FAILED", /try again later/],
    [599, client.ServerError, "SERVER_FAILED", /try again later/],
  ] as const;
  for (const [status, ErrorClass, code, cure] of classes)
    it(`makes ${status} a ${ErrorClass.name} that says what failed and what to do`, () => {
      const error = apiErrorFor(request, { status });
      assert.equal(error.constructor, ErrorClass);
      assert.equal(error.name, ErrorClass.name);
      assert.equal(error.code, code);
      assert.equal(error.status, status);
      assert(
        error.message.startsWith(`Could not read the envelope: GET /v2/envelopes/${id} answered ${status}. `),
      );
      assert.match(error.message, cure);
    });

  it("prints codes and paths of the service's answer, and nothing else of it", () => {
    const body = {
      code: "invalid_envelope",
      message: "Ada Example <ada@example.com> cannot sign",
      errors: [
        { path: "recipients[0].email", code: "format", message: "ada@example.com is no address" },
        { path: "ada@example.com", code: "UNKNOWN_FIELD" },
        { path: "Ada Example", code: "Ada" },
        { path: "recipients[0].tags[3].page_number" },
        null,
        "Ada",
      ],
    };
    const error = apiErrorFor(request, { status: 422, body });
    assert.deepEqual(error.details, [
      "invalid_envelope",
      "format at recipients[0].email",
      "UNKNOWN_FIELD",
      "recipients[0].tags[3].page_number",
    ]);
    assert.equal(error.body, body);
    assert.doesNotMatch(inspect(error, { depth: null }) + JSON.stringify(error), /ada/i);
  });

  for (const body of [undefined, null, "Ada", 7, [], { errors: "Ada" }, { code: 7, errors: [[]] }])
    it(`finds nothing to print in ${JSON.stringify(body)}`, () => {
      assert.deepEqual(apiErrorFor(request, { status: 400, body }).details, []);
    });

  it("keeps what Retry-After said", () => {
    const limited = apiErrorFor(request, { status: 429, retryAfterSeconds: 7 });
    const down = apiErrorFor(request, { status: 503, retryAfterSeconds: 8 });
    assert(limited instanceof client.RateLimitError);
    assert(down instanceof client.ServerError);
    assert.deepEqual([limited.retryAfterSeconds, down.retryAfterSeconds], [7, 8]);
  });
});

describe("an error of the client", () => {
  const echo: Answer = (response, request) => {
    const everything = [request.headers.authorization, request.body.toString()].join(" ");
    json(422, { code: everything, message: everything, errors: [{ path: everything }] })(response, request);
  };
  const html: Answer = (response) => response.writeHead(200).end("<h1>Ada Example, ada@example.com</h1>");

  for (const [name, answer] of [
    ["refusal that repeats the request", echo],
    ["answer that is no JSON", html],
    ["answer of the wrong shape", json(200, { status: "Ada Example", "ada@example.com": "" })],
  ] as const)
    it(`about a ${name} shows neither the key nor a person`, async () => {
      await using folder = await newFolder();
      await using service = await startService(answer);
      await using client = newClient(service.url, { retries: 0 });
      const calls = await Promise.allSettled([
        client.createEnvelope(await newEnvelope(folder)),
        client.getEnvelope(id),
        client.editRecipient(id, recipientId, { name: "Ada Example", email: "ada@example.com" }),
      ]);
      const errors = calls.flatMap((call) => (call.status === "rejected" ? [call.reason] : []));
      assert(errors.length >= 2);
      const shown = errors
        .map((error) => `${inspect(error, { depth: null })} ${JSON.stringify(error)}`)
        .join();
      assert.doesNotMatch(shown, /ada@|Ada Example/);
      assert(!shown.includes(apiKey));
    });

  it("about a lost connection does not hold the key, not even out of sight", async () => {
    await using service = await startService((response) => response.socket?.resetAndDestroy());
    await using client = newClient(service.url, { retries: 0 });
    const errors = [await rejection(client.getEnvelope(id)), await rejection(client.archiveEnvelope(id))];
    const shown = errors.map((error) => inspect(error, { depth: null, showHidden: true })).join();
    assert(!shown.includes(apiKey));
  });
});
