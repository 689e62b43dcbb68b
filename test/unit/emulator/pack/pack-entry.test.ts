import assert from "node:assert/strict";
import { freeName, packEntry, safeName } from "../../../../emulator/pack/pack-entry.ts";

const entries = (...names: string[]) =>
  names.map((name) => packEntry({ name, kind: "document", content: Buffer.from(name) }));

describe("the name of a file in a pack", () => {
  const safe: [string, string, string][] = [
    ["an ordinary one stays", "Reisepass (Kopie) é 😀.pdf", "Reisepass (Kopie) é 😀.pdf"],
    ["no folders", "../../etc\\passwd.pdf", ".._.._etc_passwd.pdf"],
    ["no characters that Windows keeps for itself", 'a:b*c?d"e<f>g|h.pdf', "a_b_c_d_e_f_g_h.pdf"],
    ["no control characters", "a\u0000b\n.pdf", "a_b_.pdf"],
    ["nothing that turns the reading direction", "a\u202efdp.exe.pdf", "a_fdp.exe.pdf"],
    ["no half characters", "a\ud800.pdf", "a\ufffd.pdf"],
    ["no device of Windows", "AUX.pdf", "AUX_.pdf"],
    ["no device of Windows with a number", "com1.x.pdf", "com1_.x.pdf"],
    ["a name that only begins like a device stays", "console.pdf", "console.pdf"],
    ["247 bytes at most, the ending kept", `${"é".repeat(250)}.pdf`, `${"é".repeat(121)}.pdf`],
  ];
  for (const [what, given, expected] of safe)
    it(`is safe: ${what}`, () => assert.equal(safeName(given), expected));

  it("is given a number before its ending where it is taken, in capitals or not", () => {
    const taken = entries(
      "nda.pdf",
      "Cover-Sheet.pdf",
      "attachments/passport.pdf",
      "attachments/passport-2.pdf",
    );
    assert.deepEqual(
      ["other.pdf", "NDA.pdf", "cover-sheet.pdf", "attachments/passport.pdf"].map((name) =>
        freeName(name, taken),
      ),
      ["other.pdf", "NDA-2.pdf", "cover-sheet-2.pdf", "attachments/passport-3.pdf"],
    );
  });
});
