import assert from "node:assert/strict";
import type { IdentityOptions, RecipientOptions, TagOptions } from "../../../../emulator/envelope/options.ts";
import type { Outcome } from "../../../../emulator/signing/progress.ts";
import { verifyAge, verifyIdentity } from "../../../../emulator/signing/verify-identity.ts";
import { refusal, SignedEnvelope, signer, tag } from "./signing-person.ts";

const merged = (field_name: string, more: Partial<TagOptions> = {}): TagOptions =>
  tag({
    type: "text_field",
    width: 0.3,
    merge_field: { source: "idv", id_doc: "PASSPORT", field_name },
    ...more,
  });

const checked = (
  idv: Partial<IdentityOptions> = {},
  more: Partial<RecipientOptions> = {},
): RecipientOptions =>
  signer({ auth_type: "idv", verification: { idv: { session_config_name: "HR", ...idv } }, ...more });

const after = { when: "after_submitting" } as const;
const dead = { blocks_signing: ["deadend_errors"] } as const;
const unresolved = { blocks_signing: ["merge_field_not_resolved"] } as const;

/** Takes checks for passed or failed, one after the other. */
const verify = (signing: SignedEnvelope, ...outcomes: Outcome[]): SignedEnvelope => {
  for (const outcome of outcomes) signing.take(verifyIdentity(signing.link(), outcome, "session").step);
  return signing;
};

describe("an identity check", () => {
  it("comes before the documents unless it is told to come later", () => {
    const signing = new SignedEnvelope([checked()]);
    assert.equal(signing.stage(), "verify-identity");
    assert.deepEqual(signing.view().identity, {
      kind: "idv",
      sessionConfigName: "HR",
      sessionsLeft: 1,
      lastOutcome: null,
    });
    assert.deepEqual([signing.view().files, refusal(() => signing.submit({ 0: "A" }))], [[], ["not_now"]]);
    verify(signing, "pass");
    assert.equal(signing.submit({ 0: "A" }).envelope.status, "COMPLETE");
    assert.deepEqual(signing.trail(), ["invited 0", "identity-passed 0", "signed 0", "completed"]);
  });

  it("comes after the signing if it is told to, and signs then", () => {
    const signing = new SignedEnvelope([checked(after)]);
    signing.submit({ 0: "A" });
    assert.deepEqual([signing.stage(), signing.person(0).signedAt], ["verify-identity", null]);
    assert.equal(signing.view().tags[0]?.value, "A");
    assert.deepEqual(
      refusal(() => signing.submit({ 0: "B" })),
      ["not_now"],
    );
    verify(signing, "pass");
    assert.deepEqual([signing.envelope.status, signing.person(0).values], ["COMPLETE", ["A"]]);
    assert.deepEqual(signing.trail().slice(1), ["submitted 0", "identity-passed 0", "signed 0", "completed"]);
  });

  it("keeps nobody from signing when it fails, unless it is told to", () => {
    const signing = verify(new SignedEnvelope([checked()]), "fail");
    assert.equal(signing.stage(), "sign");
    assert.equal(signing.submit({ 0: "A" }).envelope.status, "COMPLETE");
    const later = verify(new SignedEnvelope([checked(after)]).submit({ 0: "A" }), "fail");
    assert.equal(later.envelope.status, "COMPLETE");
  });

  it("that may block ends the signing once no session is left", () => {
    for (const when of [{}, after]) {
      const signing = new SignedEnvelope([checked({ ...dead, ...when })]);
      signing.sessionLimit = 2;
      if (signing.stage() === "sign") signing.submit({ 0: "A" });
      verify(signing, "fail");
      assert.deepEqual([signing.stage(), signing.view().identity?.sessionsLeft], ["verify-identity", 1]);
      verify(signing, "fail");
      assert.equal(signing.stage(), "cannot-sign");
      assert.match(signing.view().reason ?? "", /did not pass/);
      assert.deepEqual(
        refusal(() => verify(signing, "pass")),
        ["not_now"],
      );
    }
  });

  it("can be begun again when its limit is doubled", () => {
    const signing = verify(new SignedEnvelope([checked(dead)]), "fail");
    signing.sessionLimit = 2;
    assert.equal(signing.stage(), "verify-identity");
    assert.equal(verify(signing, "pass").stage(), "sign");
  });

  it("tells of the last session that failed", () => {
    const signing = new SignedEnvelope([checked(dead)]);
    signing.sessionLimit = 2;
    const limits = [1, 2].map(() => {
      const { step, isLimitReached, session } = verifyIdentity(signing.link(), "fail", "s-1");
      signing.take(step);
      return [isLimitReached, session?.session_id, session?.state];
    });
    assert.deepEqual(limits, [
      [false, "s-1", "COMPLETED"],
      [true, "s-1", "COMPLETED"],
    ]);
  });

  describe("with merge fields", () => {
    it("fills them in, and nobody can change them", () => {
      const signing = verify(
        new SignedEnvelope([checked({}, { tags: [merged("full_name"), merged("date_of_birth"), tag()] })]),
        "pass",
      );
      const [name, birth] = signing.view().tags;
      assert.deepEqual([name?.value, name?.automatic, name?.required], ["Ada Example", true, false]);
      assert.deepEqual(
        refusal(() => signing.submit({ 0: "Eve", 2: "A" })),
        ["invalid_values", "0 is filled in by the service"],
      );
      signing.submit({ 2: "A" });
      assert.deepEqual(signing.person(0).values, ["Ada Example", birth?.value, "A"]);
    });

    it("fills them in after the signing, if it comes then", () => {
      const signing = new SignedEnvelope([checked(after, { tags: [merged("full_name"), tag()] })]);
      verify(signing.submit({ 1: "A" }), "pass");
      assert.deepEqual(
        [signing.envelope.status, signing.person(0).values],
        ["COMPLETE", ["Ada Example", "A"]],
      );
    });

    it("leaves to the signer what the documents do not say", () => {
      const signing = new SignedEnvelope([checked(after, { tags: [merged("shoe_size"), tag()] })]);
      verify(signing.submit({ 1: "A" }), "pass");
      assert.equal(signing.stage(), "sign");
      assert.deepEqual(
        signing.view().tags.map(({ value, required }) => [value, required]),
        [
          [null, true],
          ["A", true],
        ],
      );
      assert.deepEqual(
        refusal(() => signing.submit({ 1: "A" })),
        ["invalid_values", "0 is required"],
      );
      signing.submit({ 0: "38", 1: "A" });
      assert.deepEqual([signing.envelope.status, signing.person(0).values], ["COMPLETE", ["38", "A"]]);
    });

    it("signs without what the documents do not say, where it is optional", () => {
      const tags = [merged("shoe_size", { optional: true }), tag()];
      const signing = new SignedEnvelope([checked(after, { tags })]);
      verify(signing.submit({ 1: "A" }), "pass");
      assert.deepEqual([signing.envelope.status, signing.person(0).values], ["COMPLETE", [null, "A"]]);
    });

    it("ends the signing over one that it cannot fill in, if it is told to", () => {
      const tags = [merged("shoe_size"), tag()];
      const passed = verify(new SignedEnvelope([checked(unresolved, { tags })]), "pass");
      const failed = verify(
        new SignedEnvelope([checked(unresolved, { tags: [merged("full_name")] })]),
        "fail",
      );
      assert.deepEqual([passed.stage(), failed.stage()], ["cannot-sign", "cannot-sign"]);
      assert.match(passed.view().reason ?? "", /did not answer/);
    });

    it("starts rules by what it fills in", () => {
      const rules = [
        {
          action: "make_required",
          conditions: [{ trigger_tag_name: "name", criteria: "has_value" }],
          affected_tag_names: ["why"],
        },
      ] as const;
      const why = tag({ type: "text_field", width: 0.3, name: "why", optional: true });
      const tags = [merged("full_name", { name: "name" }), why];
      const signing = new SignedEnvelope([checked(after, { tags, rules })]);
      verify(signing.submit({}), "pass");
      assert.equal(signing.stage(), "sign");
      assert.equal(signing.submit({ 1: "because" }).envelope.status, "COMPLETE");
    });
  });
});

describe("a scan with the Yoti app", () => {
  it("comes before the documents, and can be repeated", () => {
    const signing = new SignedEnvelope([signer({ auth_type: "sign-auth" })]);
    assert.equal(signing.view().identity?.kind, "yoti-app");
    verify(signing, "fail", "fail");
    assert.equal(signing.stage(), "verify-identity");
    verify(signing, "pass");
    assert.equal(signing.stage(), "sign");
    const { session } = verifyIdentity(
      new SignedEnvelope([signer({ auth_type: "sign-auth" })]).link(),
      "pass",
      "s",
    );
    assert.equal(session, undefined);
    assert.deepEqual(signing.trail().slice(1), ["app-failed 0", "app-failed 0", "app-passed 0"]);
  });
});

describe("an age check", () => {
  const aged = (): SignedEnvelope =>
    new SignedEnvelope([signer({ verification: { age: { age_estimation: { allowed: true } } } })]);

  it("comes before the documents", () => {
    const signing = aged();
    assert.deepEqual([signing.stage(), signing.view().files], ["verify-age", []]);
    signing.take(verifyAge(signing.link(), "pass"));
    assert.equal(signing.submit({ 0: "A" }).envelope.status, "COMPLETE");
  });

  it("ends the signing when it fails", () => {
    const signing = aged();
    signing.take(verifyAge(signing.link(), "fail"));
    assert.equal(signing.stage(), "cannot-sign");
    assert.match(signing.view().reason ?? "", /age/);
    assert.deepEqual(
      refusal(() => verifyAge(signing.link(), "pass")),
      ["not_now"],
    );
  });
});
