import assert from "node:assert/strict";
import {
  fromStoredConfig,
  type IdvSessionConfigState,
  toStoredConfig,
} from "../../../schema/idv-session-config-state.ts";

describe("a session configuration's outputs as Pulumi keeps them", () => {
  const state: IdvSessionConfigState = {
    name: "Passport and selfie",
    isPrivate: true,
    status: "LISTED",
    identity: "urn:pulumi:test::signing::example:IdvSessionConfig::a name with spaces",
    host: "https://api.example.com",
    account: "abcdefgh",
    declared: "first-digest",
    listed: "second-digest",
  };

  it("are name, privacy, status and one line", () => {
    assert.deepEqual(toStoredConfig(state), {
      name: "Passport and selfie",
      isPrivate: true,
      status: "LISTED",
      record: `https://api.example.com abcdefgh  first-digest second-digest ${state.identity}`,
    });
  });

  it("give back what was put into them", () => {
    for (const one of [state, { ...state, accountName: "legal uk" }])
      assert.deepEqual(fromStoredConfig(toStoredConfig(one)), one);
  });
});
