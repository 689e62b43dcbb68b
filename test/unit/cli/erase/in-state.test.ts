import assert from "node:assert/strict";
import { placesInState } from "../../../../cli/erase/in-state.ts";
import { Person } from "../../../../cli/erase/person.ts";

const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const type = "pulumi-nodejs:dynamic/yotisign:Envelope";
const pat = { name: "Pat Example", email: "pat@example.com" };

describe("the places of a state that hold a person", () => {
  const person = new Person("pat@example.com");
  person.learn([pat]);

  it("are told by resource and path, with whether they are encrypted", () => {
    const plaintext = JSON.stringify([pat]);
    const urn = (name: string) => `urn:pulumi:test::signing::${type}::${name}`;
    const resources = [
      { urn: urn("plain"), type, inputs: { recipients: [{}, pat] }, outputs: { status: "ACTIVE" } },
      {
        urn: urn("kept"),
        type,
        inputs: { recipients: { ...mark, plaintext } },
        outputs: { status: "COMPLETE" },
      },
      { urn: urn("other"), type, inputs: { recipients: { ...mark, ciphertext: "v1:x" } } },
    ];
    assert.deepEqual(
      placesInState({ resources }, person).map(({ where, holds, encrypted, remedy }) => [
        where,
        holds,
        encrypted,
        remedy.split(",")[0],
      ]),
      [
        ["plain: inputs.recipients[1].name", ["name"], false, "remove plain from the program"],
        ["plain: inputs.recipients[1].email", ["e-mail"], false, "remove plain from the program"],
        ["kept: inputs.recipients[0].name", ["name"], true, "yotisign close kept"],
        ["kept: inputs.recipients[0].email", ["e-mail"], true, "yotisign close kept"],
      ],
    );
  });
});
