import assert from "node:assert/strict";
import {
  ConfigError,
  keyVariable,
  readServiceSettings,
  serviceAccess,
} from "../../../../sdk/client/index.ts";

const settingsOf = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}) =>
  readServiceSettings((key) => config[key], env);

describe("the settings of a service", () => {
  for (const [environment, webUrl] of [
    ["production", "https://www.yotisign.com"],
    ["sandbox", "https://demo.www.yotisign.com"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ] as const)
    it(`say where people sign: for ${environment} at ${webUrl}`, () => {
      assert.equal(settingsOf({ "yotisign:environment": environment }).webUrl, webUrl);
    });

  it("take another address for where people sign", () => {
    const config = { "yotisign:environment": "sandbox", "yotisign:webUrl": "https://sign.example.com/" };
    assert.equal(settingsOf(config).webUrl, "https://sign.example.com");
  });

  it("refuse an address for signing that is not https", () => {
    const config = { "yotisign:environment": "sandbox", "yotisign:webUrl": "http://sign.example.com" };
    assert.throws(() => settingsOf(config), ConfigError);
  });

  for (const [what, text] of [
    ["no JSON", "secret-key"],
    ["a list", '["secret-key"]'],
    ["an object of other things", '{"legal": {"key": "secret-key"}}'],
  ] as const)
    it(`refuse keys of accounts that are ${what}, without repeating them`, () => {
      assert.throws(
        () => settingsOf({ "yotisign:apiKeys": text }),
        (error: Error) => error instanceof ConfigError && !error.message.includes("secret-key"),
      );
    });
});

describe("the access of an account", () => {
  const config = {
    "yotisign:environment": "sandbox",
    "yotisign:apiKey": "default-key",
    "yotisign:apiKeys": '{"legal": "legal-key"}',
  };
  const baseUrl = "https://demo.api.yotisign.com";

  it("is the only key where no account is named", () => {
    assert.deepEqual(serviceAccess(settingsOf(config), undefined, {}), { baseUrl, apiKey: "default-key" });
  });

  it("is the account's own key", () => {
    assert.deepEqual(serviceAccess(settingsOf(config), "legal", {}), { baseUrl, apiKey: "legal-key" });
  });

  it("comes from the environment first", () => {
    const env = { YOTI_SIGN_API_KEY_LEGAL: "env-key" };
    assert.deepEqual(serviceAccess(settingsOf(config), "legal", env), { baseUrl, apiKey: "env-key" });
  });

  it("is never another account's", () => {
    assert.throws(() => serviceAccess(settingsOf(config), "sales", {}), {
      name: "ConfigError",
      message:
        'There is no API key of the account "sales". Set YOTI_SIGN_API_KEY_SALES, or run ' +
        "`pulumi config set --secret --path 'yotisign:apiKeys[\"sales\"]'`",
    });
  });

  it("needs a service to be chosen", () => {
    assert.throws(() => serviceAccess(settingsOf({}), undefined, {}), /No service is chosen/);
  });

  it("has a variable by its name", () => {
    assert.equal(keyVariable("legal-uk"), "YOTI_SIGN_API_KEY_LEGAL_UK");
  });
});
