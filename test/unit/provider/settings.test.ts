import assert from "node:assert/strict";
import { accountOf, readSettings } from "../../../provider/settings.ts";
import { ConfigError } from "../../../sdk/client/index.ts";

const settingsOf = (env: NodeJS.ProcessEnv, config: Record<string, string> = {}) =>
  readSettings((key) => config[key], env);

describe("the provider's settings", () => {
  it("have no key and no service by default: nothing goes to production unasked", () => {
    assert.deepEqual(settingsOf({}), {
      accountKeys: {},
      apiKey: undefined,
      baseUrl: undefined,
      webUrl: undefined,
      maxSendsPerUp: 25,
      withdraw: new Set(),
      neverSent: new Set(),
      journal: undefined,
      policy: undefined,
      receipts: undefined,
      reviewFile: undefined,
      approved: undefined,
      requireApproval: false,
      trustedRoots: undefined,
      packs: "signed",
      duplicateGuardDays: 7,
      reference: undefined,
      searchSettleSeconds: 60,
    });
  });

  it("come from the stack's config", () => {
    const config = {
      "yotisign:apiKey": "config-key",
      "yotisign:environment": "sandbox",
      "yotisign:maxSendsPerUp": "3",
      "yotisign:withdraw": "one, two three",
      "yotisign:journal": "here.sqlite",
      "yotisign:duplicateGuardDays": "0",
      "yotisign:reference": "suffix",
      "yotisign:searchSettleSeconds": "0",
      "yotisign:trustedRoots": "ca.pem, other.pem",
      "yotisign:packs": "archive",
    };
    assert.deepEqual(settingsOf({}, config), {
      accountKeys: {},
      apiKey: "config-key",
      baseUrl: "https://demo.api.yotisign.com",
      webUrl: "https://demo.www.yotisign.com",
      maxSendsPerUp: 3,
      withdraw: new Set(["one", "two", "three"]),
      neverSent: new Set(),
      journal: "here.sqlite",
      policy: undefined,
      receipts: undefined,
      reviewFile: undefined,
      approved: undefined,
      requireApproval: false,
      trustedRoots: ["ca.pem", "other.pem"],
      packs: "archive",
      duplicateGuardDays: 0,
      reference: "suffix",
      searchSettleSeconds: 0,
    });
  });

  it("come from the environment first, whose empty values count as none", () => {
    const config = { "yotisign:apiKey": "config-key", "yotisign:environment": "production" };
    const env = { YOTI_SIGN_API_KEY: " env-key\n", YOTI_SIGN_BASE_URL: " " };
    const { apiKey, baseUrl } = settingsOf(env, config);
    assert.deepEqual([apiKey, baseUrl], ["env-key", "https://api.yotisign.com"]);
  });

  it("add up what environment and config approve to withdraw", () => {
    const { withdraw } = settingsOf({ YOTI_SIGN_WITHDRAW: "one" }, { "yotisign:withdraw": "two" });
    assert.deepEqual(withdraw, new Set(["one", "two"]));
  });

  it("take the approval from the environment alone: a program's own config must not name it", () => {
    const config = { "yotisign:approved": "own.json" };
    assert.equal(settingsOf({}, config).approved, undefined);
    assert.equal(settingsOf({ YOTI_SIGN_APPROVED: "review.json" }, config).approved, "review.json");
  });

  it("require approvals where environment or config do, and neither can take that back", () => {
    const required = (env?: string, config?: string): boolean =>
      settingsOf(
        { YOTI_SIGN_REQUIRE_APPROVAL: env },
        config === undefined ? {} : { "yotisign:requireApproval": config },
      ).requireApproval;
    assert.deepEqual(
      [required("true", "false"), required("false", "true"), required("", "false"), required()],
      [true, true, false, false],
    );
    assert.throws(() => required("1"), ConfigError);
  });

  for (const [text, url] of [
    ["production", "https://api.yotisign.com"],
    ["sandbox", "https://demo.api.yotisign.com"],
    ["https://sign.example.com/", "https://sign.example.com"],
    ["HTTPS://Sign.Example.com:443/prefix//", "https://sign.example.com/prefix"],
    ["http://localhost:4010", "http://localhost:4010"],
  ] as const)
    it(`take ${text} for ${url}`, () => {
      assert.equal(settingsOf({ YOTI_SIGN_BASE_URL: text }).baseUrl, url);
    });

  for (const text of [
    "prod",
    "Sandbox",
    "localhost:4010",
    "http://sign.example.com",
    "ftp://sign.example.com",
    "https://user:secret@sign.example.com",
    "https://sign.example.com/?key=secret",
  ])
    it(`refuse ${text} as service, and repeat no secret of it`, () => {
      assert.throws(
        () => settingsOf({}, { "yotisign:environment": text }),
        (error) => error instanceof ConfigError && !error.message.includes("secret"),
      );
    });

  for (const [key, text] of [
    ["maxSendsPerUp", "many"],
    ["maxSendsPerUp", "-1"],
    ["maxSendsPerUp", "2.5"],
    ["searchSettleSeconds", "1e3"],
  ] as const)
    it(`refuse ${text} for ${key}, and say how to set it`, () => {
      assert.throws(
        () => settingsOf({}, { [`yotisign:${key}`]: text }),
        (error) =>
          error instanceof ConfigError && error.message.includes(`pulumi config set yotisign:${key}`),
      );
    });
});

describe("the fingerprint of a key", () => {
  it("tells keys apart, is short, and shows nothing of them", () => {
    const [one, other] = ["first-key", "second-key"].map(accountOf);
    assert.notEqual(one, other);
    assert.match(String(one), /^[\w-]{8}$/);
    assert.equal(accountOf("first-key"), one);
  });
});
