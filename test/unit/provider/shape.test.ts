import assert from "node:assert/strict";
import { envelopeRequest } from "../../../provider/request.ts";
import { envelopeShape, requestShape } from "../../../provider/shape.ts";
import { YotiSignClient } from "../../../sdk/client/index.ts";
import { type Declared, withRecipient } from "./sample-envelope.ts";
import { World } from "./world.ts";

describe("the shape by which an envelope is recognised", () => {
  let world: World;
  let client: YotiSignClient;

  before(async () => {
    world = await World.start();
    world.config["yotisign:duplicateGuardDays"] = "0";
    client = new YotiSignClient({ baseUrl: world.emulator.url, apiKey: world.emulator.apiKey });
  });
  after(async () => {
    await client.close();
    await world.stop();
  });

  /** The shape of what the service answers once it has this envelope. */
  async function shapeThere(declared: Declared): Promise<string> {
    await world.provider().create({ ...declared, identity: `urn:pulumi:t::p::t::${Math.random()}` });
    const { envelopeId } = world.emulator.control.envelopes().at(-1) ?? {};
    const [summary] = await client.findEnvelopes([envelopeId ?? ""]);
    return envelopeShape(summary?.envelope ?? "", await client.getEnvelope(envelopeId ?? ""));
  }

  const shapeHere = (declared: Declared): string => requestShape(envelopeRequest(declared));

  it("is the same from what is sent and from what the service answers", async () => {
    const declarations = [
      world.nda(),
      world.nda({ name: " Re\u0301sume\u0301 " }),
      withRecipient(world.nda(), "Partner", { name: "Zoë O'Neill", email: "Zoe@EXAMPLE.com" }),
      world.nda({ documents: [{ path: `${world.folder}/nda.pdf`, fileName: "Ünder writing.pdf" }] }),
    ];
    for (const declared of declarations) assert.equal(await shapeThere(declared), shapeHere(declared));
  });

  it("is the same in every status that tells of people", async () => {
    const expected = await shapeThere(world.nda());
    const { envelopeId = "" } = world.emulator.control.envelopes().at(-1) ?? {};
    world.emulator.control.signAll(envelopeId);
    assert.equal(envelopeShape("Mutual NDA", await client.getEnvelope(envelopeId)), expected);
    const other = await shapeThere(world.nda());
    await world.outside("PATCH", world.emulator.control.envelopes().at(-1)?.envelopeId ?? "");
    assert.equal(other, expected);
  });

  it("is another one for another name, person, group or file", () => {
    const shapes = [
      world.nda(),
      world.nda({ name: "Other" }),
      withRecipient(world.nda(), "Partner", { name: "Paula Example" }),
      withRecipient(world.nda(), "Partner", { email: "new@example.com" }),
      withRecipient(world.nda(), "Partner", { signGroup: 2 }),
      world.nda({ documents: [{ path: `${world.folder}/nda.pdf`, fileName: "other.pdf" }] }),
    ].map(shapeHere);
    assert.equal(new Set(shapes).size, shapes.length);
  });
});
