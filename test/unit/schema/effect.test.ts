import assert from "node:assert/strict";
import { type Effect, withdrawalOf } from "../../../schema/effect.ts";
import { differenceFrom } from "../../../schema/effect-difference.ts";
import type { EnvelopeStatus } from "../../../schema/envelope-state.ts";

const identity = "urn:pulumi:live::contracts::pulumi-nodejs:dynamic/yotisign:Envelope::nda";

describe("what removing an envelope means for people", () => {
  const kinds = (onDelete?: "archive" | "delete" | "retain"): (string | undefined)[] =>
    (["QUEUED", "ACTIVE", "COMPLETE", "ARCHIVED", "MISSING", "ERRORED"] satisfies EnvelopeStatus[]).map(
      (status) => withdrawalOf({ identity, envelopeId: "one", status, ...(onDelete && { onDelete }) })?.kind,
    );

  it("is a withdrawal where it is out", () => {
    const gone = [undefined, undefined, undefined];
    assert.deepEqual(kinds(), ["withdraw", "withdraw", undefined, ...gone]);
    assert.deepEqual(kinds("archive"), ["withdraw", "withdraw", undefined, ...gone]);
  });

  it("is a deletion where the program says so, of what everyone signed, too", () => {
    assert.deepEqual(kinds("delete"), ["delete", "delete", "delete", undefined, undefined, undefined]);
  });

  it("is nothing where it is retained", () => {
    assert.deepEqual(new Set(kinds("retain")), new Set([undefined]));
  });

  it("names resource, account and envelope", () => {
    assert.deepEqual(withdrawalOf({ identity, accountName: "legal", envelopeId: "one", status: "ACTIVE" }), {
      ...{ kind: "withdraw", identity, account: "legal", envelopeId: "one" },
    });
  });
});

describe("the difference from what was approved", () => {
  const parts = {
    name: "aa",
    "documents[0]": "bb",
    'recipients["A"].contact': "cc",
    'recipients["A"].tags': "dd",
    'recipients["A"].signGroup': "ee",
  };
  const about = { identity, fingerprint: "1", parts };
  const create: Effect = { kind: "create", ...about };

  it("is none for the very same", () => {
    assert.equal(differenceFrom([{ ...create }], create), undefined);
    const replace: Effect = { kind: "replace", ...about, envelopeId: "one" };
    assert.equal(differenceFrom([create, replace], replace), undefined);
  });

  it("is none for the same withdrawal of what was renamed since it was sent, and that alone", () => {
    const now = identity.replace(":live::", ":prod::").replace("::nda", "::mutual-nda");
    const asSent: Effect = { kind: "withdraw", identity, envelopeId: "one" };
    const reviewed: Effect = { ...asSent, identity: now };
    assert.equal(differenceFrom([reviewed], asSent), undefined);
    const others: Effect[] = [
      { ...asSent, kind: "delete" },
      { ...asSent, envelopeId: "two" },
      { ...asSent, account: "legal" },
    ];
    for (const other of others) assert.match(differenceFrom([reviewed], other) ?? "", /^nothing of the kind/);
    const edit: Effect = { kind: "reassign", ...about, envelopeId: "one" };
    assert.match(differenceFrom([{ ...edit, identity: now }], edit) ?? "", /^nothing of the kind/);
  });

  const cases: [what: string, approved: Effect[], effect: Effect, says: string][] = [
    ["nothing", [], create, "nothing of the kind was approved for this resource, which sends an envelope"],
    [
      "another kind",
      [{ kind: "withdraw", identity, envelopeId: "one" }],
      { kind: "replace", ...about, envelopeId: "one" },
      "what was approved withdraws envelope one, and this withdraws envelope one and sends another",
    ],
    [
      "another envelope",
      [{ kind: "delete", identity, envelopeId: "one" }],
      { kind: "delete", identity, envelopeId: "two" },
      "what was approved is about envelope one, and this about two",
    ],
    [
      "another account",
      [{ ...create, account: "legal" }],
      create,
      'it was approved for the account "legal", and this is for the stack\'s own account',
    ],
    [
      "some parts",
      [create],
      {
        ...create,
        fingerprint: "2",
        parts: { ...parts, "documents[0]": "xx", 'recipients["A"].tags': "xx" },
      },
      'documents[0], recipients["A"].tags differ from what was approved',
    ],
    [
      "a recipient more, whose parts are not told one by one",
      [create],
      {
        ...create,
        fingerprint: "2",
        parts: { ...parts, 'recipients["B.c"].contact': "xx", 'recipients["B.c"].tags': "xx" },
      },
      'recipients["B.c"] (added) differs from what was approved',
    ],
    [
      "a recipient less",
      [create],
      { ...create, fingerprint: "2", parts: { name: "aa", "documents[0]": "bb" } },
      'recipients["A"] (removed) differs from what was approved',
    ],
    [
      "a person",
      [create],
      { ...create, fingerprint: "2", parts: { ...parts, 'recipients["A"].contact': "xx" } },
      'recipients["A"] (name, e-mail or phone) differs from what was approved',
    ],
    [
      "something whose short digest is the same by chance",
      [create],
      { ...create, fingerprint: "2" },
      "something that the approval does not tell apart differs from what was approved",
    ],
  ];
  for (const [what, approved, effect, says] of cases)
    it(`names ${what}`, () => assert.equal(differenceFrom(approved, effect), says));

  it("names eight places at most", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`documents[${index}]`, "aa"]));
    const says = differenceFrom([{ ...create, parts: {} }], { ...create, fingerprint: "2", parts: many });
    assert.match(says ?? "", /^(documents\[\d+\] \(added\)(, )?){8} and 4 more differ from/);
  });
});
