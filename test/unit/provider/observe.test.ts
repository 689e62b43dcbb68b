import assert from "node:assert/strict";
import { observed, recipientsOf } from "../../../provider/observe.ts";
import { envelopeRequest } from "../../../provider/request.ts";
import { requestDigests } from "../../../provider/request-digests.ts";
import type { EnvelopeState } from "../../../schema/envelope-state.ts";
import type { WireEnvelope, WireEnvelopeRecipient } from "../../../schema/generated/wire.ts";

const request = envelopeRequest({
  name: "NDA",
  documents: [{ path: "nda.pdf", sha256: "a".repeat(64), pages: 1, bytes: 1 }],
  recipients: [
    { key: "pat", name: "Pat Example", email: "pat@example.com", activeForSeconds: 3600 },
    { key: "cass", name: "Cass Sample", email: "cass@example.com", signGroup: 2 },
    { key: "copy", type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
});

const sent: EnvelopeState = {
  envelopeId: "11111111-2222-4333-8444-555555555555",
  status: "QUEUED",
  recipients: recipientsOf(request),
  documents: request.documents,
  signedDocumentsUrl: null,
  completedAt: null,
  archivedAt: null,
  identity: "urn",
  host: "https://api.example.com",
  account: "account",
  sent: {
    at: "2026-03-02T09:00:00.000Z",
    fingerprint: request.fingerprint,
    digests: requestDigests(request),
  },
};

const pat: WireEnvelopeRecipient = {
  id: "aaaaaaaa-0000-4000-8000-000000000001",
  type: "SIGNER",
  name: "Pat Example",
  email: "pat@example.com",
  sign_status: "UNSIGNED",
  sign_group_order: 1,
};
const cass: WireEnvelopeRecipient = {
  ...pat,
  id: "aaaaaaaa-0000-4000-8000-000000000002",
  name: "Cass Sample",
  email: "cass@example.com",
  sign_group_order: 2,
};
const copy: WireEnvelopeRecipient = {
  id: "aaaaaaaa-0000-4000-8000-000000000003",
  type: "CC",
  name: "Ari Copy",
  email: "archive@example.com",
  sign_status: null,
  sign_group_order: "",
};

const active = (...recipients: WireEnvelopeRecipient[]): WireEnvelope => ({
  status: "ACTIVE",
  details: { recipients },
});

const idsOf = (state: EnvelopeState): (string | undefined)[] => state.recipients.map(({ id }) => id);

describe("the outputs after the service was asked", () => {
  it("are those of before while it says no more than QUEUED", () => {
    assert.deepEqual(observed(sent, { status: "QUEUED" }), sent);
  });

  it("are a tombstone where it knows no such envelope, and keep the rest", () => {
    assert.deepEqual(observed(sent, undefined), { ...sent, status: "MISSING" });
  });

  it("find each recipient by who it is, type and group, in whatever order it answers", () => {
    assert.deepEqual(idsOf(observed(sent, active(copy, cass, pat))), [pat.id, cass.id, copy.id]);
  });

  it("find a recipient by id once that is known, although name and address changed there", () => {
    const known = observed(sent, active(pat, cass, copy));
    const moved = observed(
      known,
      active({ ...pat, name: "Paula Sample", email: "new@example.com" }, cass, copy),
    );
    assert.deepEqual(idsOf(moved), idsOf(known));
    assert.deepEqual(
      moved.recipients.map(({ changedOutside }) => changedOutside),
      [true, undefined, undefined],
    );
  });

  it("find a recipient by being the only one left of a type and group, where it was edited before its id was known", () => {
    const edited = { ...pat, email: "pat.right@example.com", sign_status: "SIGNED" } as const;
    const { recipients } = observed(sent, active(edited, cass, copy));
    assert.deepEqual(
      recipients.map(({ id, signStatus, changedOutside }) => [id, signStatus, changedOutside]),
      [
        [pat.id, "SIGNED", true],
        [cass.id, "UNSIGNED", undefined],
        [copy.id, undefined, undefined],
      ],
    );
  });

  it("take nobody for another: of two who are left, or whose ids tell otherwise", () => {
    const group = { sign_group_order: 1 };
    const two = {
      ...sent,
      recipients: sent.recipients.map((one) => (one.type === "CC" ? one : { ...one, signGroup: 1 })),
    };
    const edited = [pat, cass].map((one) => ({ ...one, ...group, email: `other-${one.email}` }));
    assert.deepEqual(idsOf(observed(two, active(...edited, copy))), [undefined, undefined, copy.id]);
    const known = observed(sent, active(pat, cass, copy));
    const another = { ...pat, id: "another", email: "another@example.com", sign_status: "SIGNED" } as const;
    assert.deepEqual(observed(known, active(another, cass, copy)).recipients, known.recipients);
  });

  it("take the mark of a change back once it is as sent again", () => {
    const known = observed(sent, active(pat, cass, copy));
    const moved = observed(known, active({ ...pat, email: "new@example.com" }, cass, copy));
    assert.deepEqual(observed(moved, active(pat, cass, copy)), known);
  });

  it("keep known ids where an ARCHIVED answer has none", () => {
    const known = observed(sent, active(pat, cass, copy));
    const recipients = [pat, cass, copy].map(({ id: _, ...recipient }) => recipient);
    const archived = observed(known, {
      status: "ARCHIVED",
      details: { recipients, archived_at: "2026-03-03T00:00:00Z" },
    });
    assert.deepEqual([idsOf(archived), archived.archivedAt], [idsOf(known), "2026-03-03T00:00:00Z"]);
  });

  it("leave a recipient as it was that the answer does not have", () => {
    const known = observed(sent, active(pat, cass, copy));
    assert.deepEqual(observed(known, active(pat)).recipients, known.recipients);
  });

  it("do not confuse one person who is to sign twice", () => {
    const twice = { ...sent, recipients: sent.recipients.map((recipient) => ({ ...recipient })) };
    const state = observed(twice, active(pat, cass, copy));
    const swapped = observed(state, active(copy, { ...cass, sign_status: "SIGNED" }, pat));
    assert.deepEqual(
      swapped.recipients.map(({ signStatus }) => signStatus),
      ["UNSIGNED", "SIGNED", undefined],
    );
  });

  describe("of a witness", () => {
    const witness = (email: string | null, signer = pat): WireEnvelopeRecipient => ({
      id: "aaaaaaaa-0000-4000-8000-000000000009",
      type: "WITNESS",
      name: email && "Some Witness",
      email,
      signer_id: signer.id ?? null,
    });
    const known = observed(sent, active(pat, cass, copy));
    const seen = (...answers: WireEnvelopeRecipient[]): EnvelopeState =>
      observed(sent, active(pat, cass, copy, ...answers));
    const withWitness = (key: string): EnvelopeState => ({
      ...known,
      recipients: known.recipients.map((one) => (one.key === "pat" ? { ...one, witnessIs: key } : one)),
    });

    it("tell which signer it is, whatever the spelling of the address", () => {
      assert.deepEqual(seen(witness("Cass+home@EXAMPLE.com")), withWitness("cass"));
    });

    it("tell that it is the signer themselves", () => {
      assert.deepEqual(seen(witness("pat@example.com")), withWitness("pat"));
    });

    it("tell it by the address that a signer has there now", () => {
      const moved = { ...cass, email: "new@example.com" };
      const state = observed(known, active(pat, moved, copy, witness("new@example.com")));
      assert.equal(state.recipients[0]?.witnessIs, "cass");
    });

    for (const [who, email] of [
      ["is somebody else", "wil@example.com"],
      ["only gets a copy", "archive@example.com"],
      ["has no name yet", null],
    ] as const)
      it(`tell nothing where the witness ${who}`, () => {
        assert.deepEqual(seen(witness(email)), known);
      });

    it("tell nothing where it is nobody's", () => {
      assert.deepEqual(seen({ ...witness("cass@example.com"), signer_id: null }), known);
    });

    it("take it back once the witness is another one", () => {
      const state = seen(witness("cass@example.com"));
      assert.deepEqual(observed(state, active(pat, cass, copy, witness("wil@example.com"))), known);
    });

    it("keep it where the answer says no more of the witness", () => {
      const state = seen(witness("cass@example.com"));
      assert.deepEqual(observed(state, active(pat, cass, copy)), state);
    });
  });

  it("compute when the link expires from the invitation and its life", () => {
    const invited = { ...pat, invitation_email_queued_at: "2026-03-02T10:00:00.000Z" };
    const { invitedAt, linkExpiresAt } = observed(sent, active(invited)).recipients[0] ?? {};
    assert.deepEqual([invitedAt, linkExpiresAt], ["2026-03-02T10:00:00.000Z", "2026-03-02T11:00:00.000Z"]);
  });

  for (const odd of ["soon", "", "275760-09-13", "+275760-09-13T00:00:00.000Z"])
    it(`survive ${JSON.stringify(odd)} where the service should say when`, () => {
      const state = observed(sent, active({ ...pat, invitation_email_queued_at: odd, signed_at: odd }));
      assert.equal(state.recipients[0]?.linkExpiresAt, undefined);
    });

  it("have no times of a copy's link", () => {
    const state = observed(sent, active({ ...copy, invitation_email_queued_at: "2026-03-02T10:00:00Z" }));
    assert.deepEqual(state.recipients[2], { key: "copy", type: "CC", id: copy.id });
  });

  it("tell what the last e-mail became, and when somebody signed", () => {
    const signed = {
      ...pat,
      sign_status: "SIGNED",
      signed_at: "2026-03-02T10:00:00Z",
      last_email_status: "BOUNCED",
    };
    const { signStatus, signedAt, lastEmailStatus } = observed(sent, active(signed)).recipients[0] ?? {};
    assert.deepEqual([signStatus, signedAt, lastEmailStatus], ["SIGNED", "2026-03-02T10:00:00Z", "BOUNCED"]);
  });

  for (const status of ["COMPLETE", "COMPLETED"] as const)
    it(`say where the signed documents are once the service says ${status}`, () => {
      const state = observed(sent, { status, details: { completed_at: "2026-03-04T00:00:00Z" } });
      assert.deepEqual(
        [state.status, state.completedAt, state.signedDocumentsUrl],
        [
          "COMPLETE",
          "2026-03-04T00:00:00Z",
          `https://api.example.com/v2/envelopes/${sent.envelopeId}/completed-documents`,
        ],
      );
    });

  it("tell files and codes of what failed, also where the service leaves them out", () => {
    const errors = [{ file_name: "nda.pdf", code: "PAGE_NOT_FOUND" }, {}, { file_name: null, code: null }];
    assert.deepEqual(observed(sent, { status: "ERRORED", details: { errors } }).errors, [
      "nda.pdf: PAGE_NOT_FOUND",
      "a file: no code given",
      "a file: no code given",
    ]);
  });

  it("know an ERRORED envelope without details", () => {
    assert.equal(observed(sent, { status: "ERRORED" }).status, "ERRORED");
  });
});
