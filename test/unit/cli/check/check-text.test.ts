import assert from "node:assert/strict";
import { checkText } from "../../../../cli/check/check-text.ts";
import { sampleReport } from "../../policy/formats/sample-report.ts";

const options = {
  failOn: "mandatory",
  failOnUndetermined: false,
  verbose: false,
  colours: false,
} as const;

const envelopes = `Judged by yotisign.policy.yaml (2 of 3 rules on).

nda
  mandatory  recipients[0].tags[1] hides 100% of "<Annex | B>"
             tag-on-blank, page 3 of Mutual NDA.pdf, 72 to 144 pt from the left
             and 100 to 120 pt from the top
             → Move it, as \`place\` does.
  waived     recipients[0].activeForDays is 2, a weekend is longer
             link-lives-long-enough
             waived until 2026-12-31, by legal@example.com: signed in the
             meeting

lease|a
  advisory   recipients[0].active_for_seconds is 60: ask @legal, or raise it
             link-lives-long-enough, line 12
  advisory   recipients[1] has no link
             link-lives-long-enough, line 20
             → Raise activeForDays.
  not judged tag-on-blank: a value is not known yet
`;
const verdict = `fail  1 mandatory and 2 advisory findings, 1 waived, 1 undetermined in 2
      envelopes
`;

describe("a report for the terminal", () => {
  it("says what is found, where, what to do, and what is waived until when", () => {
    assert.equal(checkText(sampleReport, options), `${envelopes}\n${verdict}`);
  });

  it("says what holds and what does not apply when asked to", () => {
    const stack = `The stack as a whole
  n/a        one-name-each: there is one envelope <only>
  pass       waiver-in-use
`;
    assert.equal(
      checkText(sampleReport, { ...options, verbose: true }),
      `${envelopes}\n${stack}\n${verdict}`,
    );
  });

  it("says ok where nothing is at the threshold", () => {
    const text = checkText({ ...sampleReport, judgements: [] }, { ...options, failOn: "never" });
    assert.equal(
      text,
      "Judged by yotisign.policy.yaml (2 of 3 rules on).\n\nok    no findings in 2 envelopes\n",
    );
  });

  it("lets no name or message steer the terminal", () => {
    const [envelope] = sampleReport.envelopes;
    const [judgement] = sampleReport.judgements;
    assert.ok(envelope && judgement);
    const text = checkText(
      {
        ...sampleReport,
        envelopes: [{ ...envelope, resource: "\u001b[2J" }],
        judgements: [
          { ...judgement, resource: "\u001b[2J", findings: [{ path: [], message: "\u001b]0;x\u0007" }] },
        ],
      },
      options,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f]/);
  });
});
