import type { Report } from "../../../policy/formats/report.ts";
import type { Review } from "../../../review/review.ts";
import { reviewOf } from "../../../review/review-of.ts";
import type { DocumentSource, ReviewSource } from "../../../review/review-source.ts";
import type { EnvelopeInputs, RecipientInputs } from "../../../schema/envelope-inputs.ts";
import { created, edited, removed, replaced, sentAs, sourceOf, unchanged } from "./planned.ts";

const a4 = { widthPt: 595, heightPt: 842 };
const oldAgreement = "a1".repeat(32);
const newAgreement = "b2".repeat(32);
const annex = "c3".repeat(32);
const letter = "d4".repeat(32);

/** What was found in the sample's documents. */
export const documents: ReadonlyMap<string, DocumentSource> = new Map([
  [
    oldAgreement,
    {
      pages: [a4, a4],
      text: "Agreement between Northwind Example Ltd and Pat Example. The fee is 900 pounds a month, payable within 30 days. Either party may end it with three months notice. Signed by the parties below.",
    },
  ],
  [
    newAgreement,
    {
      pages: [a4, a4, { widthPt: 842, heightPt: 595 }],
      text: "Agreement between Northwind Example Ltd and Pat Example. The fee is 950 pounds a month, payable within 14 days. Either party may end it with three months notice. Annex A is part of it. Signed by the parties below.",
    },
  ],
  [annex, { pages: [a4], text: "Annex A. What is delivered." }],
  [letter, { whyNoText: "the text of a .doc is not read" }],
]);

const agreement = (sha256: string, pages: number, bytes: number) => ({
  path: "contracts/agreement.pdf",
  fileName: "agreement.pdf",
  sha256,
  pages,
  bytes,
});
const annexDocument = { path: "contracts/annex-a.pdf", sha256: annex, pages: 1, bytes: 8_120 };

const onAgreement = { fileName: "agreement.pdf" };
const partner = {
  key: "Partner",
  role: "Partner",
  name: "Pat Example",
  email: "pat@example.com",
  signGroup: 1,
  activeForDays: 7,
  isoCountryCode: "GB",
  mobileNumber: "7700900123",
  eventNotifications: ["signer_invitation", "signer_invitation_sms", "envelope_completion"],
  tags: [
    { type: "signature", name: "sign here", pageNumber: 2, x: 0.1, y: 0.8, ...onAgreement },
    { type: "date_signed_field", pageNumber: 2, x: 0.4, y: 0.8, ...onAgreement },
    { type: "text_field", name: "title", pageNumber: 2, x: 0.1, y: 0.86, width: 0.3, ...onAgreement },
  ],
} satisfies RecipientInputs;
const company = {
  key: "Company",
  role: "Company",
  name: "Cass Sample",
  email: "cass@example.com",
  signGroup: 2,
  authType: "sign-auth",
  yotiAttributes: ["full_name"],
  tags: [{ type: "signature", pageNumber: 2, x: 0.6, y: 0.8, ...onAgreement }],
  witness: { tags: [{ type: "signature", pageNumber: 2, x: 0.6, y: 0.9, ...onAgreement }] },
} satisfies RecipientInputs;
const copy = {
  key: "archive",
  type: "CC",
  name: "Ari Copy",
  email: "archive@example.com",
} satisfies RecipientInputs;

/** The agreement, as it was sent. */
export const agreementBefore: EnvelopeInputs = {
  name: "Service agreement",
  message: "Please sign the agreement.",
  documents: [agreement(oldAgreement, 2, 48_211)],
  recipients: [partner, company, copy],
};

/** The agreement, as it is now: another document, an annex, tags moved to the new last page, a further signer. */
export const agreementNow: EnvelopeInputs = {
  ...agreementBefore,
  message: "Please sign the agreement and its annex.",
  documents: [agreement(newAgreement, 3, 51_907), annexDocument],
  recipients: [
    {
      ...partner,
      activeForDays: 14,
      tags: [
        { type: "signature", name: "sign here", pageNumber: 3, x: 0.1, y: 0.7, ...onAgreement },
        { type: "date_signed_field", pageNumber: 3, x: 0.4, y: 0.7, ...onAgreement },
        { type: "text_field", name: "title", pageNumber: 2, x: 0.1, y: 0.82, width: 0.3, ...onAgreement },
      ],
    },
    company,
    {
      key: "Guarantor",
      role: "Guarantor",
      name: "Gil Guarantor",
      email: "gil@example.com",
      signGroup: 2,
      verification: { idv: { sessionConfigName: "Real Estate" } },
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.1, fileName: "annex-a.pdf" }],
    },
    copy,
  ],
};

const engagement: EnvelopeInputs = {
  name: "Engagement letter",
  message: "Please sign.",
  documents: [{ path: "letters/engagement.doc", sha256: letter, bytes: 30_720 }],
  recipients: [
    {
      role: "Client",
      name: "Lee Client",
      email: "lee@example.com",
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
};

const nda = (email: string): EnvelopeInputs => ({
  name: "Mutual NDA",
  message: "Please sign.",
  documents: [{ path: "nda.pdf", sha256: annex, pages: 1, bytes: 8_120 }],
  recipients: [
    {
      role: "Partner",
      name: "Sam Placeholder",
      email,
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
});

const ids = [1, 2, 3, 4].map((digit) => [8, 4, 4, 4, 12].map((n) => String(digit).repeat(n)).join("-"));
const [first = "", second = "", third = "", fourth = ""] = ids;
const [before, now] = [nda("sam@example.com"), nda("sam.new@example.com")];
const lease = { ...nda("tess@example.com"), name: "Lease of flat 2" };
const minutes = { ...nda("kim@example.com"), name: "Board minutes" };

/** One envelope of each kind: superseded with a lost signature, sent, reassigned, withdrawn, archived outside, refused. */
const planned = [
  replaced("agreement", {
    before: agreementBefore,
    now: { ...agreementNow, supersedes: first },
    sent: sentAs(agreementBefore, first, { signed: ["Partner"] }),
  }),
  created("engagement", engagement),
  edited("nda", { before, now, sent: sentAs(before, second) }),
  removed("lease", lease, sentAs(lease, third)),
  unchanged(
    "minutes",
    minutes,
    sentAs(minutes, fourth, { status: "ARCHIVED", archivedAt: "2030-05-04T08:00:00Z" }),
  ),
  created("addendum", { ...nda("not an address"), name: "Addendum" }, [
    "recipients[0].email must be an e-mail address",
  ]),
];

const judgement = { level: "mandatory", severity: "high" } as const;
/** The policy's word on the sample: a finding, advice, a waived finding, and what could not be judged. */
export const policy: Report = {
  version: "1.2.3",
  policy: { file: "yotisign.policy.yaml", preset: "recommended" },
  project: "signing",
  stack: "test",
  at: new Date("2030-05-10T12:00:00Z"),
  rules: [
    {
      name: "link-lives-long-enough",
      title: "A link outlives a weekend.",
      description: "Links that expire cannot be renewed.",
      severity: "medium",
      judges: "sending",
      fix: "Raise `activeForDays`.",
      level: "mandatory",
      options: {},
    },
    {
      name: "sends-in-office-hours",
      title: "Invitations go out in office hours.",
      description: "Who is asked at night overlooks it.",
      severity: "low",
      judges: "sending",
      fix: "Run it by day.",
      level: "advisory",
      options: {},
    },
  ],
  envelopes: ["agreement", "engagement"].map((resource) => ({
    resource,
    file: "Pulumi.yaml",
    sent: false,
    documents: [],
  })),
  judgements: [
    {
      ...judgement,
      rule: "link-lives-long-enough",
      resource: "engagement",
      verdict: "fail",
      findings: [{ path: ["recipients", 0, "activeForSeconds"], message: "is 2 days" }],
    },
    {
      ...judgement,
      rule: "link-lives-long-enough",
      resource: "agreement",
      verdict: "waived",
      findings: [
        {
          path: ["recipients", 1, "activeForSeconds"],
          message: "is 2 days",
          waiver: {
            rule: "link-lives-long-enough",
            resource: "agreement",
            reason: "signed in the meeting",
            owner: "legal",
            expires: "2030-06-01",
          },
        },
      ],
    },
    {
      ...judgement,
      level: "advisory",
      severity: "low",
      rule: "sends-in-office-hours",
      resource: "engagement",
      verdict: "fail",
      findings: [{ path: [], message: "goes out on a Sunday" }],
    },
    {
      ...judgement,
      rule: "link-lives-long-enough",
      resource: "addendum",
      verdict: "undetermined",
      reason: "the envelope is not valid",
      findings: [],
    },
  ],
  waivers: [],
};

/** What the sample is made from. */
export const sampleSource: ReviewSource = sourceOf(planned, documents, {
  policy,
  others: [{ operation: "create", type: "aws:s3/bucket:Bucket", name: "packs" }],
});

/** A review with some of everything. */
export const sampleReview: Review = reviewOf(sampleSource);
