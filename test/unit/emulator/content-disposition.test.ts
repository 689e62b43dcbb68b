import assert from "node:assert/strict";
import { contentDisposition } from "../../../emulator/http/content-disposition.ts";

describe("the header that names a download", () => {
  it("holds a plain name as it is", () => {
    assert.equal(
      contentDisposition("attachment", "Mutual NDA, 2026.pdf"),
      'attachment; filename="Mutual NDA, 2026.pdf"',
    );
  });

  it("holds other letters in full beside what is left of them in ASCII", () => {
    assert.equal(
      contentDisposition("attachment", "Café.pdf"),
      `attachment; filename="Cafe.pdf"; filename*=UTF-8''Caf%C3%A9.pdf`,
    );
    assert.equal(
      contentDisposition("attachment", "合同.pdf"),
      `attachment; filename="__.pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf`,
    );
  });

  it("lets no name end it early or begin a line", () => {
    assert.equal(
      contentDisposition("attachment", `a"; b='c'\r\nd%2F\\\ud800.pdf`),
      `attachment; filename="a_; b='c'__d_2F__.pdf"; filename*=UTF-8''a%22%3B%20b%3D%27c%27%0D%0Ad%252F%5C%EF%BF%BD.pdf`,
    );
  });
});
