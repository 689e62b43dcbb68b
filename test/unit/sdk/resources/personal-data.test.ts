import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { withPersonalData } from "../../../../sdk/resources/personal-data.ts";

const args = {
  name: "NDA",
  documents: ["nda.pdf"],
  recipients: [{ role: "Partner", name: "Pat Example", tags: [{ type: "signature", x: 0.1 }] }],
};

/** What is a secret, by path. */
async function secretsIn(value: unknown, path = ""): Promise<string[]> {
  if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const found = await Promise.all(
    Object.entries(value).map(([key, child]) => secretsIn(child, path ? `${path}.${key}` : key)),
  );
  return found.flat();
}

describe("how a stack keeps personal data", () => {
  const set = (value: string | undefined): void =>
    pulumi.runtime.setAllConfig(value === undefined ? {} : { "yotisign:personalData": value });
  before(() =>
    pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "signing",
      "test",
    ),
  );
  afterEach(() => set(undefined));

  for (const value of [undefined, "plain"])
    it(`is as it is declared where the setting is ${value}`, () => {
      set(value);
      assert.equal(withPersonalData(args), args);
    });

  it("is as secrets where the setting says so: all that tells of people, and nothing else", async () => {
    set("secret");
    const { personalData, ...kept } = withPersonalData(args);
    assert.equal(personalData, "secret");
    assert.deepEqual(kept.documents, args.documents);
    assert.deepEqual(await secretsIn(kept), [
      "name",
      "recipients.0.role",
      "recipients.0.name",
      "recipients.0.tags.0.type",
      "recipients.0.tags.0.x",
    ]);
  });

  it("is as one secret where a part comes from elsewhere as a whole", async () => {
    set("secret");
    const kept = withPersonalData({ recipients: pulumi.output(args.recipients), message: undefined });
    assert.deepEqual(await secretsIn(kept), ["recipients"]);
  });

  it("is refused another setting, which names the cure", () => {
    set("encrypted");
    assert.throws(() => withPersonalData(args), /pulumi config set yotisign:personalData secret/);
  });
});
