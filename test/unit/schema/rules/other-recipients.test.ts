import assert from "node:assert/strict";
import type { WireRecipient, WireRule } from "../../../../schema/generated/wire.ts";
import { field, rule, signer, wrong } from "./sample-options.ts";

const affecting = (affected: Partial<WireRule>): WireRecipient => ({
  ...signer,
  sign_group: 1,
  tags: [{ ...field, name: "a" }],
  rules: [rule(affected)],
});
const grouped = [1, 2].map((at) => ({ ...field, name: `in ${at}`, tag_group_name: "group" }));
const later: WireRecipient = { ...signer, sign_group: 2, tags: [{ ...field, name: "later" }, ...grouped] };
const names = (...list: string[]): Partial<WireRule> => ({ affected_tag_names_other_recipients: list });
const path = "recipients.0.rules.0";

describe("rules that affect other signers", () => {
  it("may name tags and tag groups of one who signs later", () => {
    const affected = { ...names("later"), affected_tag_group_names_other_recipients: ["group"] };
    assert.deepEqual(wrong([affecting(affected), later]), []);
  });

  it("ask for names that another signer's tags have", () => {
    const affected = { ...names("a", "group"), affected_tag_group_names_other_recipients: ["later"] };
    assert.deepEqual(wrong([affecting(affected), later]), [
      `${path}.affected_tag_names_other_recipients.0: is the name of no other signer's tag; correct it`,
      `${path}.affected_tag_names_other_recipients.1: is the name of no other signer's tag; correct it`,
      `${path}.affected_tag_group_names_other_recipients.0: is the name of no other signer's tag group; correct it`,
    ]);
  });

  it("ask for names of one signer only", () => {
    assert.deepEqual(wrong([affecting(names("later")), later, later]), [
      `${path}.affected_tag_names_other_recipients.0: names a tag of recipients[1] and recipients[2]; give them different names`,
    ]);
  });

  it("ask for names that the signer who has the rule has not, too", () => {
    const own = { ...later, tags: [{ ...field, name: "a" }] };
    assert.deepEqual(wrong([affecting(names("a")), own]), [
      `${path}.affected_tag_names_other_recipients.0: names a tag of recipients[0] and recipients[1]; give them different names`,
    ]);
  });

  it("ask for signers of a later sign group", () => {
    const message =
      "names a tag of recipients[1], who is not in a later sign group; only those who sign later can be affected";
    assert.deepEqual(wrong([affecting(names("later")), { ...later, sign_group: 1 }]), [
      `${path}.affected_tag_names_other_recipients.0: ${message}`,
    ]);
  });

  it("ask for a sign group of every signer, the first included", () => {
    const message =
      "is required, since a rule of recipients[0] affects other signers; write the group of every signer, also the first";
    const { sign_group: _, ...first } = affecting(names("later"));
    assert.deepEqual(wrong([first, later, { type: "CC", name: "Ari Copy", email: "ari@example.com" }]), [
      `recipients.0.sign_group: ${message}`,
    ]);
  });

  it("ask for no sign group where they affect nobody else", () => {
    const { sign_group: _, ...alone } = affecting({ affected_tag_names_other_recipients: [] });
    assert.deepEqual(wrong([alone]), []);
  });
});
