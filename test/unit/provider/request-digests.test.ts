import assert from "node:assert/strict";
import { envelopeRequest } from "../../../provider/request.ts";
import {
  matchedKeys,
  personDigest,
  requestChanges,
  requestDigests,
} from "../../../provider/request-digests.ts";
import type { EnvelopeInputs, RecipientInputs } from "../../../schema/envelope-inputs.ts";

const ada = { name: "Ada Example", email: "ada@example.com" };
const bob = { name: "Bob Example", email: "bob@example.com" };
const cleo = { name: "Cleo Example", email: "cleo@example.com" };

const digestsOf = (recipients: RecipientInputs[], change: Partial<EnvelopeInputs> = {}) =>
  requestDigests(
    envelopeRequest({
      name: "NDA",
      documents: [{ path: "nda.pdf", sha256: "a".repeat(64), bytes: 1 }],
      recipients,
      ...change,
    }),
  );

const changesOf = (before: RecipientInputs[], now: RecipientInputs[]) =>
  requestChanges(digestsOf(before), digestsOf(now));

const nothing = { content: [], contacts: [] };

describe("the digests of a request", () => {
  it("are one per field, documents included, and per part of a recipient", () => {
    const digests = digestsOf([ada, { ...bob, key: "b", isoCountryCode: "GB", mobileNumber: "7700900123" }], {
      emails: { invitation: { body: { message: "Please sign." } } },
      sender: { eventNotifications: [] },
    });
    assert.deepEqual(Object.keys(digests.fields).toSorted(), ["documents", "emails", "name", "sender"]);
    assert.deepEqual(
      Object.entries(digests.recipients).map(([key, parts]) => [key, Object.keys(parts)]),
      [
        ["0", ["terms", "person"]],
        ["b", ["terms", "person", "phone"]],
      ],
    );
  });

  it("hold nothing of a person", () => {
    assert.doesNotMatch(JSON.stringify(digestsOf([ada, bob])), /ada|bob|example/i);
  });

  it("know a person by name and address, whatever the case of the address and the spaces around", () => {
    assert.equal(personDigest(ada), personDigest({ name: " Ada Example ", email: "ADA@Example.com" }));
    assert.notEqual(personDigest(ada), personDigest({ ...ada, name: "ada example" }));
  });
});

describe("what differs between what was sent and what is declared", () => {
  it("is nothing for the same", () => {
    assert.deepEqual(changesOf([ada, bob], [ada, bob]), nothing);
  });

  it("is nothing when people without keys are reordered", () => {
    assert.deepEqual(changesOf([ada, bob, cleo], [cleo, ada, bob]), nothing);
  });

  it("is nothing when people swap their keys, or have new ones", () => {
    assert.deepEqual(
      changesOf(
        [
          { ...ada, key: "a" },
          { ...bob, key: "b" },
        ],
        [
          { ...bob, key: "a" },
          { ...ada, key: "b" },
        ],
      ),
      nothing,
    );
    assert.deepEqual(changesOf([{ ...ada, key: "a" }], [{ ...ada, key: "renamed" }]), nothing);
  });

  it("is a contact where the person behind a key is another one", () => {
    assert.deepEqual(changesOf([{ ...ada, key: "a" }, bob], [{ ...cleo, key: "a" }, bob]), {
      content: [],
      contacts: ["a"],
    });
  });

  it("is a contact where a phone is another one or new, and content where it is taken away", () => {
    const phone = (mobileNumber: string) => [{ ...ada, isoCountryCode: "GB", mobileNumber }];
    assert.deepEqual(changesOf(phone("7700900123"), phone("7700900124")), { content: [], contacts: ["0"] });
    assert.deepEqual(changesOf([ada], phone("7700900123")), { content: [], contacts: ["0"] });
    assert.deepEqual(changesOf(phone("7700900123"), [ada]).contacts, []);
    assert.equal(changesOf(phone("7700900123"), [ada]).content.length, 1);
  });

  it("is content where a person's terms are others, also when the person changed too", () => {
    assert.deepEqual(changesOf([{ ...ada, role: "Buyer" }], [{ ...bob, role: "Buyer", signGroup: 2 }]), {
      content: ['recipients["Buyer"]'],
      contacts: [],
    });
  });

  it("is content where somebody is added or removed", () => {
    assert.deepEqual(changesOf([ada], [ada, bob]), { content: ['recipients["1"] (added)'], contacts: [] });
    assert.deepEqual(changesOf([ada, bob], [ada]), { content: ['recipients["1"] (removed)'], contacts: [] });
  });

  it("is content, and nobody's address, when the first of two without keys is removed", () => {
    assert.deepEqual(changesOf([ada, bob], [bob]), { content: ['recipients["0"] (removed)'], contacts: [] });
  });

  it("is content when somebody is exchanged and moved at once, since nobody can tell who is who", () => {
    const { content, contacts } = changesOf([ada, bob], [cleo, ada]);
    assert.deepEqual([content.length, contacts], [2, []]);
  });

  it("is each field by the name a program gives it", () => {
    const before = digestsOf([ada], { sender: { eventNotifications: [] } });
    const now = digestsOf([ada], { name: "Other", emails: { replyTo: "us@example.com" } });
    assert.deepEqual(requestChanges(before, now).content.toSorted(), ["emails", "name", "sender"]);
  });

  it("takes keys that objects have by nature for keys", () => {
    const odd = ["constructor", "toString", "__proto__", "hasOwnProperty"];
    const before = odd.map((key, index) => ({ ...ada, key, role: `Role ${index}` }));
    const now = JSON.parse(JSON.stringify(digestsOf(before)));
    assert.deepEqual(requestChanges(now, digestsOf(before)), nothing);
    assert.deepEqual(
      requestChanges(digestsOf([ada]), digestsOf([ada, { ...bob, key: "constructor" }])).content,
      ['recipients["constructor"] (added)'],
    );
  });
});

describe("the pairs of keys", () => {
  it("lead from each declared key to the one it was sent under", () => {
    const sent = digestsOf([
      { ...ada, key: "a" },
      { ...bob, key: "b" },
      { ...cleo, key: "c" },
    ]);
    const declared = digestsOf([
      { ...bob, key: "second" },
      { ...ada, key: "a" },
      { ...cleo, email: "new@example.com", key: "c" },
    ]);
    assert.deepEqual(Object.fromEntries(matchedKeys(sent, declared)), { a: "a", second: "b", c: "c" });
  });

  it("pair each sent recipient at most once, also where one person is listed twice", () => {
    const twice = digestsOf([ada, ada]);
    assert.deepEqual(Object.fromEntries(matchedKeys(twice, digestsOf([ada, ada, ada]))), {
      "0": "0",
      "1": "1",
    });
  });
});
