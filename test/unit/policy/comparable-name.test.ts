import assert from "node:assert/strict";
import { comparableName } from "../../../policy/comparable-name.ts";

describe("the comparable form of a name", () => {
  for (const [one, other] of [
    ["Łucja Ørsted", "lucja orsted"],
    ["Ægir Groß", "AEGIR GROSS"],
    ["Anne-Marie O'Example", "Anne Marie O’Example"],
    ["Ἀλέξης Παράδειγμα", "Αλεξης Παραδειγμα"],
    ["Ｃleo Example", "Cleo Example"],
  ] as const)
    it(`is the same of ${one} and ${other}`, () => {
      assert.equal(comparableName(one), comparableName(other));
    });

  for (const [one, other] of [
    ["राम", "रामा"],
    ["かき", "がき"],
    ["محمد", "محمود"],
    ["김수", "김소"],
    ["Ann Example", "Anna Example"],
  ] as const)
    it(`differs between ${one} and ${other}`, () => {
      assert.notEqual(comparableName(one), comparableName(other));
    });
});
