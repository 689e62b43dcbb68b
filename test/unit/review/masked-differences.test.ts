import assert from "node:assert/strict";
import fc from "fast-check";
import { reviewMarkdown } from "../../../review/formats/review-markdown.ts";
import { reviewText } from "../../../review/formats/review-text.ts";
import { htmlReport } from "../../../review/html/html-report.ts";
import type { Mask, ReviewedEnvelope } from "../../../review/review.ts";
import { reviewOf } from "../../../review/review-of.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { edited, sentAs, sourceOf } from "./planned.ts";

interface Side {
  name: string;
  email: string;
  phone: string;
  message: string;
  text: string;
}

const inputsOf = ({ name, email, phone, message }: Side, sha256: string): EnvelopeInputs => ({
  name: "Loan",
  message,
  documents: [{ path: "loan.pdf", sha256, pages: 1 }],
  recipients: [
    {
      ...{ key: "Lender", name, email, isoCountryCode: "GB", mobileNumber: phone },
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.1 }],
    },
  ],
});

/** The review of one envelope that was as the first side is, and becomes as the other is. */
function reviewed(before: Side, after: Side, mask: Mask) {
  const [old, now] = [inputsOf(before, "ab".repeat(32)), inputsOf(after, "cd".repeat(32))];
  const planned = edited("loan", { before: old, now, sent: sentAs(old, "1") }, false);
  const documents = new Map([
    ["ab".repeat(32), { text: before.text }],
    ["cd".repeat(32), { text: after.text }],
  ]);
  return reviewOf(sourceOf([planned], documents), mask);
}

const envelopeOf = (before: Side, after: Side, mask: Mask): ReviewedEnvelope => {
  const [envelope] = reviewed(before, after, mask).envelopes;
  assert.ok(envelope);
  return envelope;
};

const textOf = (envelope: ReviewedEnvelope) => {
  const text = envelope.documents[0]?.text;
  assert.ok(text?.available);
  return text;
};

const robin: Side = {
  ...{ name: "Robin Sample", email: "robin.partner@example.com", phone: "7700900123" },
  message: "Dear Robin, pay 5,000 by May.",
  text: "Robin Sample lends 5,000 to Rufus Stooge. Account 12347700900123. Invoices to accounts.alpha@bank.example",
};
const rufus: Side = {
  ...{ name: "Rufus Stooge", email: "ruben.painter@example.com", phone: "7700900323" },
  message: "Dear Rufus, pay 6,000 by May.",
  text: "Rufus Stooge lends 5,000 to Robin Sample. Account 56787700900323. Invoices to attacker.again@bank.example",
};

const word = fc.constantFrom(
  "Robin",
  "Rufus",
  "Ruben",
  "Sample",
  "Stooge",
  "ñandú",
  "n\u0303andu\u0301",
  "-",
  "pat",
  ".",
);
const name = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom(" ", "  ", " - ", "\n"))
  .map(([words, between]) => words.join(between));
const email = fc.constantFrom(
  "robin.partner@example.com",
  "ruben.painter@example.com",
  "a b@example.com",
  "x@y.example",
);
const phone = fc.constantFrom("7700900123", "7700900323", "7700 900 424");
const side: fc.Arbitrary<Side> = fc
  .tuple(
    name,
    email,
    phone,
    fc.array(
      fc.oneof(
        name,
        email,
        phone,
        word,
        fc.constantFrom("lends", "+44 7700 900123", "\n\n", "robin . partner @ example.com", "5,000"),
      ),
      { maxLength: 14 },
    ),
  )
  .map(([name, email, phone, parts]) => {
    const text = parts.join(" ");
    return { name, email, phone, text, message: `Dear ${text}` };
  });

describe("differences in a masked review", function () {
  this.timeout(60_000);

  it("are counted in documents as without a mask, and marked where they would look the same", () => {
    const { removed, added, runs } = textOf(envelopeOf(robin, rufus, "partial"));
    const bare = textOf(envelopeOf(robin, rufus, "none"));
    assert.deepEqual([removed, added], [bare.removed, bare.added]);
    assert.deepEqual(
      runs.map(({ kind, text }) => `${kind}: ${text}`),
      [
        "removed: R**** S*****",
        "added: R**** S***** (another)",
        "same: lends 5,000 to",
        "removed: R**** S*****.",
        "added: R**** S*****. (another)",
        "same: Account",
        "removed: ************23.",
        "added: ************23. (another)",
        "same: Invoices to",
        "removed: a*************@bank.example",
        "added: a*************@bank.example (another)",
      ],
    );
  });

  it("are counted in documents as without a mask, whatever is in them", () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const [bare, masked] = (["none", "partial"] as const).map((mask) =>
          textOf(envelopeOf(before, after, mask)),
        );
        assert.ok(bare && masked);
        assert.deepEqual([masked.removed, masked.added], [bare.removed, bare.added]);
        assert.deepEqual(
          masked.runs.map(({ kind }) => kind),
          bare.runs.map(({ kind }) => kind),
        );
        for (const [at, { kind, text }] of masked.runs.entries()) {
          const next = masked.runs[at + 1];
          assert.ok(kind === "same" || next?.kind === "same" || text !== next?.text, text);
        }
      }),
      { numRuns: 300 },
    );
  });

  for (const mask of ["partial", "full"] as const)
    it(`never make before and now of a field look the same: ${mask}`, () => {
      fc.assert(
        fc.property(side, side, (before, after) => {
          const { changes } = envelopeOf(before, after, mask);
          assert.equal(changes.length, envelopeOf(before, after, "none").changes.length);
          for (const { path, before: old, after: now } of changes) assert.notEqual(old, now, path);
        }),
        { numRuns: 300 },
      );
    });

  it("are marked in fields, also where something else differs that is not masked", () => {
    const told = (mask: Mask) =>
      Object.fromEntries(
        envelopeOf(robin, rufus, mask).changes.map(({ path, before, after }) => [
          path,
          `${before} -> ${after}`,
        ]),
      );
    const partial = told("partial");
    assert.deepEqual(
      [partial.message, partial["recipients[0].name"], partial["recipients[0].email"]],
      [
        "Dear R****, pay 5,000 by May. -> Dear R****, (another) pay 6,000 by May.",
        "R**** S***** -> R**** S***** (another)",
        "r************@example.com -> r************@example.com (another)",
      ],
    );
    const full = told("full");
    assert.deepEqual(
      [full.message, full["recipients[0].name"]],
      ["Dear ***, pay 5,000 by May. -> Dear ***, (another) pay 6,000 by May.", "*** -> *** (another)"],
    );
  });

  it("are marked in fields where people only change places", () => {
    const [one, other] = [
      { ...robin, message: "Robin pays Rufus 5,000." },
      { ...rufus, message: "Rufus pays Robin 6,000." },
    ];
    const { changes } = envelopeOf(one, other, "partial");
    const [{ before, after } = {}] = changes.filter(({ path }) => path === "message");
    assert.deepEqual(
      [before, after],
      ["R**** pays R**** 5,000.", "R**** (another) pays R**** (another) 6,000."],
    );
  });

  it("are told in every format", () => {
    for (const mask of ["partial", "full"] as const) {
      const review = reviewed(robin, rufus, mask);
      for (const text of [reviewMarkdown(review), reviewText(review), htmlReport(review)])
        assert.ok(text.includes("(another)"));
    }
  });

  it("are shown in a comment where they are, in long texts, too", () => {
    const long = (one: Side, end: string): Side => ({ ...one, message: `${"and so on ".repeat(60)}${end}` });
    const row = (before: string, after: string): string | undefined =>
      reviewMarkdown(reviewed(long(robin, before), long(rufus, after), "partial"))
        .split("\n")
        .find((line) => line.startsWith("| `message`"));
    assert.match(
      row("pay 5,000.", "pay 6,000.") ?? "",
      /^\| `message` \| ….* pay 5,000\\?\. \| ….* pay 6,000\\?\. \|$/,
    );
    assert.match(row("", "pay 6,000.") ?? "", /^\| `message` \| ….*so on {1,2}\| ….* pay 6,000\\?\. \|$/);
    assert.match(
      row("Dear Robin", "Dear Rufus") ?? "",
      /Dear R\\\*\\\*\\\*\\\* \| ….*Dear R\\\*\\\*\\\*\\\* \(another\) \|$/,
    );
  });
});
