import type { Report } from "../../../../policy/formats/report.ts";

const waiver = {
  rule: "link-lives-long-enough",
  resource: "nda",
  reason: "signed in the meeting",
  owner: "legal@example.com",
  expires: "2026-12-31",
};

/**
 * Two envelopes, of which one has a finding of each kind: on a document, at a line, advice, waived, and what could not
 * be judged. Names and messages have what formats must write otherwise: `|`, `<`, `"`, `%`, `,`, `:`, `@`, a line end.
 */
export const sampleReport: Report = {
  version: "1.2.3",
  policy: { file: "yotisign.policy.yaml", preset: "recommended" },
  project: "signing",
  stack: "test",
  at: new Date("2026-03-02T10:00:00Z"),
  rules: [
    {
      name: "tag-on-blank",
      title: "No tag hides a text.",
      description: "What is under a tag cannot be read.",
      severity: "high",
      judges: "standing",
      fix: "Move it, as `place` does.",
      level: "mandatory",
      options: { maxOverlap: 0.1 },
      frameworks: ["eIDAS Art. 26"],
    },
    {
      name: "link-lives-long-enough",
      title: "A link outlives a weekend.",
      description: "Links that expire cannot be renewed.",
      severity: "medium",
      judges: "sending",
      fix: "Raise activeForDays.",
      level: "advisory",
      options: {},
    },
    {
      name: "sent-in-working-hours",
      title: "Nobody is e-mailed at night.",
      description: "People take it for fraud.",
      severity: "low",
      judges: "sending",
      fix: "Wait.",
      level: "disabled",
      options: {},
    },
  ],
  envelopes: [
    {
      resource: "nda",
      file: "app/Pulumi.yaml",
      sent: false,
      documents: [{ name: "Mutual NDA.pdf", file: "app/docs/Mutual NDA.pdf" }],
    },
    { resource: "lease|a", file: "templates/lease, a.yaml", sent: true, documents: [] },
  ],
  judgements: [
    {
      rule: "tag-on-blank",
      level: "mandatory",
      severity: "high",
      resource: "nda",
      verdict: "fail",
      findings: [
        {
          path: ["recipients", 0, "tags", 1],
          message: 'hides 100% of "<Annex | B>"',
          place: { document: "Mutual NDA.pdf", pageNumber: 3, box: [72, 100.4, 144, 120] },
        },
      ],
    },
    {
      rule: "link-lives-long-enough",
      level: "advisory",
      severity: "medium",
      resource: "nda",
      verdict: "waived",
      findings: [{ path: ["recipients", 0, "activeForDays"], message: "is 2, a weekend is longer", waiver }],
    },
    {
      rule: "tag-on-blank",
      level: "mandatory",
      severity: "high",
      resource: "lease|a",
      verdict: "undetermined",
      findings: [],
      reason: "a value is not known yet",
    },
    {
      rule: "link-lives-long-enough",
      level: "advisory",
      severity: "medium",
      resource: "lease|a",
      verdict: "fail",
      findings: [
        {
          path: ["recipients", 0, "active_for_seconds"],
          message: "is 60: ask @legal,\nor raise it",
          line: 12,
        },
        { path: ["recipients", 1], message: "has no link", line: 20 },
      ],
    },
    {
      rule: "one-name-each",
      level: "mandatory",
      severity: "low",
      resource: "",
      verdict: "not-applicable",
      findings: [],
      reason: "there is one envelope <only>",
    },
    {
      rule: "waiver-in-use",
      level: "advisory",
      severity: "low",
      resource: "",
      verdict: "pass",
      findings: [],
    },
  ],
  waivers: [{ ...waiver, uses: 1, expired: false }],
};
